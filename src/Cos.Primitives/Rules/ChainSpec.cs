using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>A chain as its genesis file describes it: rules, consensus parameters, and the first state.</summary>
public sealed record ChainSpec
{
    /// <summary>A short name for logs and banners.</summary>
    public required string Name { get; init; }

    /// <summary>The rules from genesis on.</summary>
    public required ChainRules Rules { get; init; }

    /// <summary>DPoS parameters.</summary>
    public required DposParameters Dpos { get; init; }

    /// <summary>Genesis gas limit; later blocks keep it.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>Genesis base fee in wei a gas.</summary>
    public required UInt256 BaseFeePerGas { get; init; }

    /// <summary>The first producers in seat order: the genesis election.</summary>
    public required ImmutableArray<GenesisProducer> Seats { get; init; }

    /// <summary>The first standbys by rank.</summary>
    public ImmutableArray<GenesisProducer> Standbys { get; init; } = [];

    /// <summary>The first accounts, by ascending address.</summary>
    public required ImmutableArray<GenesisAccount> Alloc { get; init; }

    /// <summary>32 bytes that seed genesis' PREVRANDAO.</summary>
    public Hash256 Seed { get; init; }

    /// <summary>The rules in force at a height.</summary>
    public ChainRules RulesAt(ulong height) => Rules;
}
