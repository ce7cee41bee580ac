namespace Cos.Chain.Pool;

/// <summary>Why a transaction was not taken into the pool.</summary>
public enum PoolRejection
{
    /// <summary>Not a reason.</summary>
    Unspecified = 0,

    /// <summary>The chain's inbox is full; try again.</summary>
    Busy = 1,

    /// <summary>The node is stopping.</summary>
    Stopping = 2,

    /// <summary>The transaction is in the pool.</summary>
    AlreadyKnown = 3,

    /// <summary>Signed for another chain, or a legacy transaction without EIP-155 protection.</summary>
    WrongChainId = 4,

    /// <summary>EIP-4844 transactions are not taken on this chain.</summary>
    BlobsNotAllowed = 5,

    /// <summary>Longer than <see cref="PoolLimits.TransactionBytesMax"/>.</summary>
    Oversized = 6,

    /// <summary>The nonce was used on the canonical chain.</summary>
    NonceTooLow = 7,

    /// <summary>The nonce is further ahead of the account's than the pool keeps.</summary>
    NonceGapTooWide = 8,

    /// <summary>The account cannot pay gas limit times price plus value, together with its earlier transactions in the pool.</summary>
    InsufficientFunds = 9,

    /// <summary>The gas limit is above the block's.</summary>
    GasLimitAboveBlock = 10,

    /// <summary>The gas limit is above EIP-7825's maximum.</summary>
    GasLimitAboveTransactionMax = 11,

    /// <summary>The gas limit is below the intrinsic gas.</summary>
    IntrinsicGasTooLow = 12,

    /// <summary>The gas limit is below EIP-7623's floor for its data.</summary>
    FloorGasTooLow = 13,

    /// <summary>The most it pays a gas is below the chain's base fee floor or the pool's minimum.</summary>
    Underpriced = 14,

    /// <summary>Replaces a transaction of the same nonce without raising both prices by <see cref="PoolLimits.ReplacementPercent"/>.</summary>
    ReplacementUnderpriced = 15,

    /// <summary>The pool is full and this one pays no more than the cheapest in it.</summary>
    PoolFull = 16,

    /// <summary>The sender has <see cref="PoolLimits.SenderTransactionsMax"/> transactions in the pool.</summary>
    SenderLimit = 17,

    /// <summary>The tip is above the fee cap.</summary>
    TipAboveFeeCap = 18,

    /// <summary>EIP-3860: the init code is too long.</summary>
    InitCodeTooLarge = 19,

    /// <summary>EIP-3607: the sender has code that is no delegation.</summary>
    SenderHasCode = 20,

    /// <summary>EIP-7702: no authorizations, or a creation.</summary>
    MalformedSetCode = 21,

    /// <summary>EIP-2681: the nonce is the last one, which cannot be used.</summary>
    NonceAtMax = 22,

    /// <summary>The signature is no account's.</summary>
    InvalidSignature = 23,

    /// <summary>Refused by the executor's stateless rules for a reason without a name here.</summary>
    Invalid = 24,
}
