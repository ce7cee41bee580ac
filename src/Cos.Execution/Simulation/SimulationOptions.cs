namespace Cos.Execution.Simulation;

/// <summary>How a chain of blocks is simulated, and the bounds of it.</summary>
public sealed record SimulationOptions
{
    /// <summary>Whether calls must be valid as transactions are, but for their signatures; otherwise any nonce will do and a call that offers no price pays none.</summary>
    public bool Validates { get; init; }

    /// <summary>Whether each move of value is shown as a Transfer event among a call's logs.</summary>
    public bool TracesTransfers { get; init; }

    /// <summary>The most gas of all calls together.</summary>
    public required ulong GasMax { get; init; }

    /// <summary>The most blocks after the start, those that fill gaps among them.</summary>
    public ulong BlocksMax { get; init; } = 256;

    /// <summary>How much later than its parent a block is that names no time.</summary>
    public required ulong SecondsPerBlock { get; init; }
}
