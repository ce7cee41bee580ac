using Microsoft.AspNetCore.Http;
using Prometheus;

namespace Cos.Node.Diagnostics;

/// <summary>Answers <c>GET /metrics</c> and <c>GET /health</c>.</summary>
public sealed class DiagnosticsEndpoint
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    private readonly CollectorRegistry _registry;
    private readonly Func<HealthReport> _health;

    /// <summary>Serves a registry and a health report made at each request.</summary>
    public DiagnosticsEndpoint(CollectorRegistry registry, Func<HealthReport> health) => (_registry, _health) = (registry, health);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (http.Request.Path == "/metrics")
        {
            http.Response.ContentType = TextFormat;
            await _registry.CollectAndExportAsTextAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        }
        else if (http.Request.Path == "/health")
        {
            var report = _health();
            http.Response.StatusCode = report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(report.Json, http.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
