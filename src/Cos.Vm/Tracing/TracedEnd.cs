namespace Cos.Vm.Tracing;

/// <summary>A message as it ends.</summary>
public readonly ref struct TracedEnd
{
    /// <summary>Why it ended.</summary>
    public required Halt Halt { get; init; }

    /// <summary>Gas given back to its caller.</summary>
    public required long GasLeft { get; init; }

    /// <summary>What it returned or its revert reason; the deployed code of a creation.</summary>
    public required ReadOnlySpan<byte> Output { get; init; }
}
