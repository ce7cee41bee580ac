using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>One transaction in the pool with what its place there depends on. Changed by the chain's thread alone.</summary>
internal sealed class PoolEntry
{
    private volatile bool _isPending;

    public PoolEntry(RecoveredTransaction transaction, in UInt256 cost, in UInt256 baseFeeFloor, ulong sequence)
    {
        Recovered = transaction;
        Hash = transaction.Transaction.Hash;
        Cost = cost;
        Sequence = sequence;
        Tip = TipAt(baseFeeFloor);
    }

    public RecoveredTransaction Recovered { get; }

    public Transaction Transaction => Recovered.Transaction;

    public TxHash Hash { get; }

    /// <summary>The most wei it takes from its sender.</summary>
    public UInt256 Cost { get; }

    /// <summary>Order of arrival, which breaks ties of price.</summary>
    public ulong Sequence { get; }

    /// <summary>What it pays a gas above the chain's lowest base fee: its rank when the pool is full.</summary>
    public UInt256 Tip { get; }

    public ulong Nonce => Transaction.Nonce;

    public int Bytes => Transaction.EncodedLength;

    /// <summary>Whether all before it is there and paid for; read by any thread.</summary>
    public bool IsPending
    {
        get => _isPending;
        set => _isPending = value;
    }

    /// <summary>The tip a producer gets at a base fee; zero where the fee cap does not reach it.</summary>
    public UInt256 TipAt(in UInt256 baseFee)
    {
        if (!UInt256.TrySubtract(Transaction.MaxFeePerGas, baseFee, out var room)) return UInt256.Zero;
        return room < Transaction.MaxPriorityFeePerGas ? room : Transaction.MaxPriorityFeePerGas;
    }
}
