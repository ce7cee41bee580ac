using System.Collections.Immutable;
using Cos.Execution.Simulation;

namespace Cos.Rpc.Tracing;

/// <summary>What a client wants to see: the second or third argument of the debug_trace methods.</summary>
internal sealed record TraceRequest
{
    /// <summary>Every instruction, with geth's defaults.</summary>
    internal static readonly TraceRequest Default = new() { Tracer = TracerKind.StructLog };

    /// <summary>The tracer.</summary>
    internal TracerKind Tracer { get; init; }

    /// <summary>For the log of instructions.</summary>
    internal StructLogOptions StructLogs { get; init; } = new();

    /// <summary>callTracer: only the transaction's own message.</summary>
    internal bool OnlyTopCall { get; init; }

    /// <summary>callTracer: events too.</summary>
    internal bool WithLog { get; init; }

    /// <summary>flatCallTracer: errors in Parity's words.</summary>
    internal bool ConvertParityErrors { get; init; }

    /// <summary>flatCallTracer: calls of precompiles too.</summary>
    internal bool IncludePrecompiles { get; init; }

    /// <summary>prestateTracer: only what changed, before and after.</summary>
    internal bool DiffMode { get; init; }

    /// <summary>prestateTracer: no code.</summary>
    internal bool DisableCode { get; init; }

    /// <summary>prestateTracer: no slots.</summary>
    internal bool DisableStorage { get; init; }

    /// <summary>muxTracer: the tracers by name, sorted.</summary>
    internal ImmutableArray<(string Name, TraceRequest Request)> Inner { get; init; } = [];

    /// <summary>How long it may take; null for as long as any heavy call.</summary>
    internal TimeSpan? Timeout { get; init; }

    /// <summary>debug_traceCall: what it pretends of accounts.</summary>
    internal StateOverrides Accounts { get; init; } = StateOverrides.None;

    /// <summary>debug_traceCall: what it pretends of the block.</summary>
    internal BlockOverrides Block { get; init; } = BlockOverrides.None;

    /// <summary>debug_traceCall: how many of the block's transactions come before it; null for all.</summary>
    internal ulong? TransactionIndex { get; init; }
}
