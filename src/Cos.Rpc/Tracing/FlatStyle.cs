namespace Cos.Rpc.Tracing;

/// <summary>How a list of messages is shown: geth's flatCallTracer and Parity's trace_ methods differ in little.</summary>
internal sealed record FlatStyle
{
    /// <summary>The list of the trace_ methods.</summary>
    internal static readonly FlatStyle Parity = new() { IsParity = true, ParityErrors = true };

    /// <summary>
    /// Parity's: the transaction's own message shows its own gas, not the whole transaction's; a creation tells CREATE from CREATE2; what has no
    /// result says so; calls of precompiles are left out where they move no value. geth leaves out those by CALL or STATICCALL.
    /// </summary>
    internal bool IsParity { get; init; }

    /// <summary>Whether errors are in Parity's words.</summary>
    internal bool ParityErrors { get; init; }

    /// <summary>Whether calls of precompiles are shown in any case.</summary>
    internal bool IncludesPrecompiles { get; init; }
}
