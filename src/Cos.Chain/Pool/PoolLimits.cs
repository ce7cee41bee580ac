using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>What the pool keeps at most, and for how little.</summary>
public sealed record PoolLimits
{
    /// <summary>Transactions kept.</summary>
    public int TransactionsMax { get; init; } = 32_768;

    /// <summary>Bytes of transactions kept.</summary>
    public long BytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>Transactions kept of one sender.</summary>
    public int SenderTransactionsMax { get; init; } = 1_024;

    /// <summary>Bytes of one transaction.</summary>
    public int TransactionBytesMax { get; init; } = 128 * 1024;

    /// <summary>How far a nonce may be ahead of the account's.</summary>
    public ulong NonceGapMax { get; init; } = 1_024;

    /// <summary>By how many percent a replacement raises both the tip and the fee cap.</summary>
    public ulong ReplacementPercent { get; init; } = 10;

    /// <summary>The lowest fee cap taken, in wei a gas; the chain's base fee floor where that is higher.</summary>
    public UInt256 FeeCapMin { get; init; }
}
