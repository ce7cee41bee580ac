using System.Globalization;
using Cos.Execution.Tracing;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Vm;

namespace Cos.Rpc.Tracing;

/// <summary>One traced call: the time and the bytes that it may take, and what it works with.</summary>
internal sealed class TraceTurn : IDisposable
{
    private readonly ITimer _timer;
    private readonly TimeSpan _time;
    private readonly JsonSink _sink;
    private readonly int _start;
    private readonly long _bytesMax;
    private TraceBudget? _budget;

    internal TraceTurn(Workspace workspace, TimeProvider clock, TimeSpan time, JsonSink sink, long bytesMax)
    {
        Workspace = workspace;
        (_time, _sink, _start, _bytesMax) = (time, sink, sink.Length, bytesMax);
        _timer = clock.CreateTimer(static state => ((Interrupt?)state)?.Request(), Interrupt, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Frames and analysed code.</summary>
    internal Workspace Workspace { get; }

    /// <summary>Set once it takes too long, or too many bytes.</summary>
    internal Interrupt Interrupt { get; } = new();

    /// <summary>Why it may not go on; null while it may.</summary>
    internal RpcError? Stopped => !Interrupt.Requested ? LengthError : _budget is { IsSpent: true } ? TooLong : TimedOut;

    private long Written => _sink.Length - _start;

    private RpcError? LengthError => Written > _bytesMax ? TooLong : null;

    private RpcError TooLong => new(
        RpcError.ResponseSizeCode,
        $"trace too large: its answer would pass {_bytesMax} bytes; ask for less with limit, disableStack, disableStorage or without enableMemory, for callTracer with onlyTopCall, for a block transaction by transaction");

    private RpcError TimedOut => RpcError.Server($"execution timeout: tracing took longer than {_time.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s");

    /// <summary>What one more transaction may take, after what is already written.</summary>
    internal TraceBudget Budget() => _budget = new TraceBudget(Math.Max(0, _bytesMax - Written), Interrupt);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
