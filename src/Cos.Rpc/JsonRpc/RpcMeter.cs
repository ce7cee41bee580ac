using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.JsonRpc;

/// <summary>Shows the edge's counters as the meter "cos.rpc"; counting itself is an interlocked addition.</summary>
internal sealed class RpcMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    internal const string Name = "cos.rpc";
    private readonly Meter _meter = new(Name);

    internal RpcMeter(MethodTable methods, SocketSessions sessions)
    {
        _meter.CreateObservableCounter("cos_rpc_calls", () => Read(methods, static counts => counts.Calls), null, "Calls answered, by method.");
        _meter.CreateObservableCounter("cos_rpc_errors", () => Read(methods, static counts => counts.Errors), null, "Calls refused, by method.");
        _meter.CreateObservableCounter("cos_rpc_seconds", () => ReadSeconds(methods), "s", "Time spent in calls, by method.");
        _meter.CreateObservableGauge("cos_rpc_sockets", () => sessions.Count, null, "Open WebSockets.");
        _meter.CreateObservableCounter("cos_rpc_sockets_dropped", () => sessions.Dropped, null, "WebSockets dropped because they did not keep up.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Read(MethodTable methods, Func<MethodCounts, long> count) =>
        methods.All.Where(method => method.Counts.Calls > 0).Select(method => new Measurement<long>(count(method.Counts), Tag(method)));

    private static IEnumerable<Measurement<double>> ReadSeconds(MethodTable methods) => methods.All.Where(method => method.Counts.Calls > 0)
        .Select(method => new Measurement<double>((double)method.Counts.Ticks / Stopwatch.Frequency, Tag(method)));

    private static KeyValuePair<string, object?> Tag(RpcMethod method) => new("method", method.Name);
}
