using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cos.Testing;

/// <summary>Foundry's anvil on a free loopback port, for comparison.</summary>
public sealed class AnvilProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private AnvilProcess(Process process, Uri rpc)
    {
        _process = process;
        Rpc = rpc;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>JSON-RPC over HTTP.</summary>
    public Uri Rpc { get; }

    /// <summary>Where a folder of npm packages has the program.</summary>
    public static string ProgramIn(string clients) => Path.Combine(clients, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");

    /// <summary>Starts one under Osaka's rules that mines only when told to, and returns when it answers.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">More arguments.</param>
    public static async Task<AnvilProcess> StartAsync(string program, params string[] arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--hardfork", "osaka", "--no-mining", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        var anvil = new AnvilProcess(Process.Start(start) ?? throw new InvalidOperationException("anvil does not start."), new($"http://127.0.0.1:{port}"));
        try
        {
            using var caller = new JsonRpcCaller(anvil.Rpc);
            await Eventually.HoldsAsync("anvil answers", ReadyLimit, () => anvil.AnswersAsync(caller));
            return anvil;
        }
        catch
        {
            await anvil.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(JsonRpcCaller caller)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"anvil ended with exit code {_process.ExitCode}:\n{_log}");
        }
        try
        {
            return await caller.QuantityAsync("eth_blockNumber") == 0;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            if (line is not null)
            {
                _log.AppendLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
