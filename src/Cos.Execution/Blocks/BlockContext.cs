using Cos.Contracts.Producers;
using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Execution.Blocks;

/// <summary>Everything a block's execution depends on besides the parent's state and the transactions.</summary>
public sealed record BlockContext
{
    /// <summary>The rules at this height.</summary>
    public required ChainRules Rules { get; init; }

    /// <summary>Height.</summary>
    public required ulong Number { get; init; }

    /// <summary>Seconds since the Unix epoch.</summary>
    public required ulong Timestamp { get; init; }

    /// <summary>The producer, which receives its share of the fees.</summary>
    public required Address Coinbase { get; init; }

    /// <summary>The most gas the block may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>EIP-1559 base fee in wei a gas.</summary>
    public required UInt256 BaseFee { get; init; }

    /// <summary>PREVRANDAO.</summary>
    public required Hash256 PrevRandao { get; init; }

    /// <summary>The parent's hash, stored at the block's start (EIP-2935); zero where there is no parent to remember.</summary>
    public required BlockHash ParentHash { get; init; }

    /// <summary>The hashes that BLOCKHASH answers with.</summary>
    public required AncestorHashes Ancestors { get; init; }

    /// <summary>EIP-4844 excess blob gas; zero on a COS chain.</summary>
    public ulong ExcessBlobGas { get; init; }

    /// <summary>The DPoS facts for the block's start hooks; null on a chain without producers and in simulated calls.</summary>
    public HookInputs? Dpos { get; init; }

    /// <summary>What contracts can learn of the block.</summary>
    public BlockEnvironment ToEnvironment() => new()
    {
        Number = Number,
        Timestamp = Timestamp,
        Coinbase = Coinbase,
        GasLimit = GasLimit,
        BaseFee = BaseFee,
        BlobBaseFee = BlobGas.BaseFee(Rules.Blobs, ExcessBlobGas),
        PrevRandao = PrevRandao,
        Ancestors = Ancestors,
    };
}
