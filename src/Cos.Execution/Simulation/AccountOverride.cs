using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>What a simulated call pretends of one account; null leaves the state's value.</summary>
public sealed record AccountOverride
{
    /// <summary>The account.</summary>
    public required Address Address { get; init; }

    /// <summary>Its balance in wei.</summary>
    public UInt256? Balance { get; init; }

    /// <summary>Its nonce.</summary>
    public ulong? Nonce { get; init; }

    /// <summary>Its code.</summary>
    public ReadOnlyMemory<byte>? Code { get; init; }

    /// <summary>Its whole storage: slots not named are zero. Null keeps the state's storage.</summary>
    public ImmutableArray<(UInt256 Slot, UInt256 Value)>? State { get; init; }

    /// <summary>Single slots over the state's storage, or over <see cref="State"/>.</summary>
    public ImmutableArray<(UInt256 Slot, UInt256 Value)> StateDiff { get; init; } = [];

    /// <summary>Where the precompile of this address answers instead; only a precompile can move.</summary>
    public Address? MovesPrecompileTo { get; init; }
}
