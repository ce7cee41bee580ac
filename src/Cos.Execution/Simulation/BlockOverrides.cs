using Cos.Execution.Blocks;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>What a simulated call pretends of its block; null leaves the block's value.</summary>
public sealed record BlockOverrides
{
    /// <summary>Nothing pretended.</summary>
    public static readonly BlockOverrides None = new();

    /// <summary>NUMBER.</summary>
    public ulong? Number { get; init; }

    /// <summary>TIMESTAMP, seconds.</summary>
    public ulong? Timestamp { get; init; }

    /// <summary>GASLIMIT.</summary>
    public ulong? GasLimit { get; init; }

    /// <summary>COINBASE.</summary>
    public Address? Coinbase { get; init; }

    /// <summary>PREVRANDAO.</summary>
    public Hash256? PrevRandao { get; init; }

    /// <summary>BASEFEE in wei a gas.</summary>
    public UInt256? BaseFee { get; init; }

    /// <summary>The block with what is pretended put in.</summary>
    public BlockContext ApplyTo(BlockContext block) => block with
    {
        Number = Number ?? block.Number,
        Timestamp = Timestamp ?? block.Timestamp,
        GasLimit = GasLimit ?? block.GasLimit,
        Coinbase = Coinbase ?? block.Coinbase,
        PrevRandao = PrevRandao ?? block.PrevRandao,
        BaseFee = BaseFee ?? block.BaseFee,
    };
}
