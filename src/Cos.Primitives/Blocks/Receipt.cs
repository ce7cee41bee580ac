using System.Collections.Immutable;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>What a transaction did. The first five fields are consensus (EIP-2718 receipts); the rest is derived and kept beside them.</summary>
public sealed record Receipt
{
    /// <summary>The transaction's envelope.</summary>
    public required TransactionKind Kind { get; init; }

    /// <summary>False when it reverted or halted.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>Gas used by the block up to and with this transaction.</summary>
    public required ulong CumulativeGasUsed { get; init; }

    /// <summary>Bloom of <see cref="Logs"/>.</summary>
    public required Bloom LogsBloom { get; init; }

    /// <summary>Its events, in order.</summary>
    public required ImmutableArray<Log> Logs { get; init; }

    /// <summary>Gas used by this transaction alone.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>Wei paid a gas.</summary>
    public required UInt256 EffectiveGasPrice { get; init; }

    /// <summary>The contract made by a creating transaction, also when it failed; null for calls.</summary>
    public Address? ContractAddress { get; init; }
}
