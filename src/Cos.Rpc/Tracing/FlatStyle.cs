namespace Cos.Rpc.Tracing;

/// <summary>In what geth's list of messages and Parity's differ.</summary>
internal sealed record FlatStyle
{
    /// <summary>The list of the trace_ methods.</summary>
    internal static readonly FlatStyle Parity = new() { ParityErrors = true, NamesCreation = true };

    /// <summary>Whether the transaction's own message shows the gas of the whole transaction.</summary>
    internal bool WholeGas { get; init; }

    /// <summary>Whether errors are in Parity's words.</summary>
    internal bool ParityErrors { get; init; }

    /// <summary>Whether calls of precompiles are shown. Otherwise geth leaves out all that are CALL or STATICCALL, Parity those that move no value.</summary>
    internal bool IncludesPrecompiles { get; init; }

    /// <summary>Whether a creation tells CREATE from CREATE2.</summary>
    internal bool NamesCreation { get; init; }
}
