namespace Cos.Execution.Validation;

/// <summary>Why a transaction may not enter a block. A transaction that enters and then reverts is not rejected.</summary>
public enum TxRejection
{
    /// <summary>Not a reason.</summary>
    Unspecified = 0,

    /// <summary>Its envelope is none of the five kinds.</summary>
    UnsupportedKind,

    /// <summary>It was signed for another chain (EIP-155).</summary>
    WrongChainId,

    /// <summary>It carries blobs and this chain takes none.</summary>
    BlobsNotAllowed,

    /// <summary>It asks for more gas than one transaction may (EIP-7825).</summary>
    GasLimitAboveTransactionMax,

    /// <summary>Its gas limit does not pay for its own bytes, list entries and base cost.</summary>
    IntrinsicGasTooLow,

    /// <summary>Its gas limit is below the floor that its call data sets (EIP-7623).</summary>
    GasLimitBelowFloor,

    /// <summary>Its init code is longer than EIP-3860 allows.</summary>
    InitCodeTooLarge,

    /// <summary>Its tip is above its fee cap (EIP-1559).</summary>
    TipAboveFeeCap,

    /// <summary>Its nonce is 2^64 - 1, after which an account could not count on (EIP-2681).</summary>
    NonceAtMax,

    /// <summary>A type-4 transaction without authorizations (EIP-7702).</summary>
    AuthorizationListEmpty,

    /// <summary>A type-4 transaction that would create a contract (EIP-7702).</summary>
    SetCodeWithoutCallee,

    /// <summary>A type-3 transaction that would create a contract (EIP-4844).</summary>
    BlobsWithoutCallee,

    /// <summary>A type-3 transaction without blobs (EIP-4844).</summary>
    BlobHashesMissing,

    /// <summary>More blobs than one transaction may carry (EIP-7594).</summary>
    TooManyBlobs,

    /// <summary>A blob hash of an unknown version (EIP-4844).</summary>
    BlobHashVersionUnknown,

    /// <summary>Its fee cap is below the block's base fee.</summary>
    FeeCapBelowBaseFee,

    /// <summary>Its blob fee cap is below the block's blob base fee.</summary>
    BlobFeeCapBelowBlobBaseFee,

    /// <summary>Its nonce was used already.</summary>
    NonceTooLow,

    /// <summary>Its nonce skips one or more.</summary>
    NonceTooHigh,

    /// <summary>The sender holds code that is no EIP-7702 delegation (EIP-3607).</summary>
    SenderHasCode,

    /// <summary>The sender cannot pay gas limit times fee cap, blobs and value.</summary>
    InsufficientFunds,

    /// <summary>Less gas is left in the block than it asks for.</summary>
    BlockGasExceeded,

    /// <summary>Fewer blobs are left in the block than it carries.</summary>
    BlockBlobGasExceeded,
}
