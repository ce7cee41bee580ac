using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.State.View;

namespace Cos.Chain.Pool;

/// <summary>What a transaction must be before the pool looks at what else it holds: the executor's own rules, and the node's limits.</summary>
internal static class PoolAdmission
{
    /// <summary>Judges a transaction by itself.</summary>
    public static PoolRejection? CheckAlone(Transaction transaction, ChainRules rules, ulong blockGasLimit, PoolLimits limits)
    {
        if (transaction.EncodedLength > limits.TransactionBytesMax) return PoolRejection.Oversized;
        if (transaction.Kind == TransactionKind.Blob) return PoolRejection.BlobsNotAllowed;
        // Without EIP-155 the same bytes would be good on every chain.
        if (transaction.ChainId != rules.ChainId) return PoolRejection.WrongChainId;
        if (TransactionValidity.CheckStateless(transaction, rules) is { } rejection) return NameOf(rejection);
        if (transaction.GasLimit > blockGasLimit) return PoolRejection.GasLimitAboveBlock;
        var floor = rules.BaseFeeFloor > limits.FeeCapMin ? rules.BaseFeeFloor : limits.FeeCapMin;
        return transaction.MaxFeePerGas < floor ? PoolRejection.Underpriced : null;
    }

    /// <summary>Judges the sender's code (EIP-3607).</summary>
    public static PoolRejection? CheckSender(IStateView state, in Account account)
    {
        if (account.CodeHash == Account.EmptyCodeHash) return null;
        return TransactionValidity.CheckSenderCode(state.GetCode(account.CodeHash).Span) is null ? null : PoolRejection.SenderHasCode;
    }

    /// <summary>The executor's name for a fault in the pool's words.</summary>
    public static PoolRejection NameOf(TxRejection rejection) => rejection switch
    {
        TxRejection.WrongChainId => PoolRejection.WrongChainId,
        TxRejection.BlobsNotAllowed => PoolRejection.BlobsNotAllowed,
        TxRejection.GasLimitAboveTransactionMax => PoolRejection.GasLimitAboveTransactionMax,
        TxRejection.IntrinsicGasTooLow => PoolRejection.IntrinsicGasTooLow,
        TxRejection.GasLimitBelowFloor => PoolRejection.FloorGasTooLow,
        TxRejection.InitCodeTooLarge => PoolRejection.InitCodeTooLarge,
        TxRejection.TipAboveFeeCap => PoolRejection.TipAboveFeeCap,
        TxRejection.NonceAtMax => PoolRejection.NonceAtMax,
        TxRejection.AuthorizationListEmpty or TxRejection.SetCodeWithoutCallee => PoolRejection.MalformedSetCode,
        TxRejection.FeeCapBelowBaseFee => PoolRejection.Underpriced,
        TxRejection.NonceTooLow => PoolRejection.NonceTooLow,
        TxRejection.NonceTooHigh => PoolRejection.NonceGapTooWide,
        TxRejection.SenderHasCode => PoolRejection.SenderHasCode,
        TxRejection.InsufficientFunds => PoolRejection.InsufficientFunds,
        TxRejection.BlockGasExceeded => PoolRejection.GasLimitAboveBlock,
        TxRejection.BlobsWithoutCallee or TxRejection.BlobHashesMissing or TxRejection.TooManyBlobs
            or TxRejection.BlobHashVersionUnknown or TxRejection.BlobFeeCapBelowBlobBaseFee or TxRejection.BlockBlobGasExceeded => PoolRejection.BlobsNotAllowed,
        TxRejection.UnsupportedKind or TxRejection.Unspecified => PoolRejection.Invalid,
    };
}
