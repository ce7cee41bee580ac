using Cos.Node.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Net;
using System.Net.Sockets;

namespace Cos.Node.Hosting;

/// <summary>One Kestrel on one address and port.</summary>
public static class HttpListener
{
    /// <summary>Starts listening with <paramref name="use"/> as the whole pipeline; a port in use is the operator's to mend.</summary>
    public static async Task<WebApplication> StartAsync(string host, int port, Setting portSetting, ILoggerFactory logs, Action<KestrelServerLimits> limit, Action<IApplicationBuilder> use)
    {
        if (!IPAddress.TryParse(host, out var address))
        {
            throw new ConfigurationException($"{host} is not an IP address to listen on");
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            limit(kestrel.Limits);
        });
        builder.Services.AddSingleton(logs);
        var app = builder.Build();
        use(app);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (IOException refused) when (refused.InnerException is not null)
        {
            throw new ConfigurationException($"port {port} on {host} is in use; stop what listens there or choose another with {portSetting.Flag}");
        }
        catch (SocketException refused)
        {
            throw new ConfigurationException($"cannot listen on {host}:{port}: {refused.Message}; choose another with {portSetting.Flag}");
        }

        return app;
    }

    /// <summary>The URL it listens on, with the port that was taken where zero was asked.</summary>
    public static string UrlOf(WebApplication app) => app.Urls.First();
}
