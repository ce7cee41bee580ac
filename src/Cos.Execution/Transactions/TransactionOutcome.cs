using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Execution.Transactions;

/// <summary>What a transaction did, besides its changes and logs in the journal.</summary>
/// <param name="Halt">How its outermost message ended.</param>
/// <param name="GasUsed">Gas charged, after refund and floor.</param>
/// <param name="GasRefunded">Gas handed back by EIP-3529.</param>
/// <param name="EffectiveGasPrice">Wei paid a gas.</param>
/// <param name="FeeOwed">Wei that the sender paid and no account has yet: what the block distributes under the credit rule, zero under Ethereum's.</param>
/// <param name="Tip">Wei that the coinbase was paid at once: zero under the credit rule.</param>
/// <param name="Output">Return data, revert data, or deployed code.</param>
/// <param name="Contract">The address of a creation, also where it failed.</param>
public readonly record struct TransactionOutcome(
    Halt Halt, ulong GasUsed, ulong GasRefunded, UInt256 EffectiveGasPrice, UInt256 FeeOwed, UInt256 Tip, ReadOnlyMemory<byte> Output, Address? Contract)
{
    /// <summary>Whether its effects were kept.</summary>
    public bool Succeeded => Halt == Halt.Success;

    /// <summary>The most gas it held at once: what it spent before the refund, or the floor of EIP-7623.</summary>
    public ulong GasPeak { get; init; }

    /// <summary>Its receipt.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="logs">Its events.</param>
    /// <param name="cumulativeGas">Gas of the block up to its end.</param>
    internal Receipt ToReceipt(Transaction tx, ImmutableArray<Log> logs, ulong cumulativeGas) => new()
    {
        Kind = tx.Kind,
        Succeeded = Succeeded,
        CumulativeGasUsed = cumulativeGas,
        LogsBloom = Bloom.Of(logs.AsSpan()),
        Logs = logs,
        GasUsed = GasUsed,
        EffectiveGasPrice = EffectiveGasPrice,
        ContractAddress = Contract,
    };
}
