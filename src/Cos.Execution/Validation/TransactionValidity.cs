using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Execution.Validation;

/// <summary>The rules about a transaction, split by what they need to know, so that the pool asks the same questions as the executor. Null means fine.</summary>
public static class TransactionValidity
{
    /// <summary>What the transaction and the rules alone decide.</summary>
    public static TxRejection? CheckStateless(Transaction tx, ChainRules rules)
    {
        if (tx.Kind is < TransactionKind.Legacy or > TransactionKind.SetCode) return TxRejection.UnsupportedKind;
        if (tx.ChainId is { } chainId ? chainId != rules.ChainId : tx.Kind != TransactionKind.Legacy) return TxRejection.WrongChainId; // EIP-155
        if (tx.GasLimit > rules.TransactionGasMax) return TxRejection.GasLimitAboveTransactionMax; // EIP-7825
        if (tx.Nonce == ulong.MaxValue) return TxRejection.NonceAtMax; // EIP-2681
        if (tx.MaxPriorityFeePerGas > tx.MaxFeePerGas) return TxRejection.TipAboveFeeCap; // EIP-1559
        if (CheckKind(tx, rules) is { } kindRejection) return kindRejection;
        if (tx.To is null && tx.Input.Length > rules.InitCodeBytesMax) return TxRejection.InitCodeTooLarge; // EIP-3860
        var intrinsic = IntrinsicGas.Of(tx);
        if (tx.GasLimit < intrinsic.Standard) return TxRejection.IntrinsicGasTooLow;
        return tx.GasLimit < intrinsic.Floor ? TxRejection.GasLimitBelowFloor : null; // EIP-7623
    }

    /// <summary>Whether the transaction offers at least what a block asks for a gas and a blob gas.</summary>
    public static TxRejection? CheckFees(Transaction tx, in UInt256 baseFee, in UInt256 blobBaseFee)
    {
        if (tx.MaxFeePerGas < baseFee) return TxRejection.FeeCapBelowBaseFee;
        return tx.Kind == TransactionKind.Blob && tx.MaxFeePerBlobGas < blobBaseFee ? TxRejection.BlobFeeCapBelowBlobBaseFee : null;
    }

    /// <summary>Whether the transaction is the account's next.</summary>
    public static TxRejection? CheckNonce(Transaction tx, ulong accountNonce)
    {
        if (tx.Nonce < accountNonce) return TxRejection.NonceTooLow;
        return tx.Nonce > accountNonce ? TxRejection.NonceTooHigh : null;
    }

    /// <summary>EIP-3607: an account with code sends nothing, but a delegation (EIP-7702) is no such code.</summary>
    public static TxRejection? CheckSenderCode(ReadOnlySpan<byte> code) =>
        code.IsEmpty || Delegation.TryRead(code, out _) ? null : TxRejection.SenderHasCode;

    /// <summary>Whether a balance covers the most the transaction may cost.</summary>
    public static TxRejection? CheckFunds(Transaction tx, in UInt256 balance) =>
        TryMaxCost(tx, out var cost) && cost <= balance ? null : TxRejection.InsufficientFunds;

    /// <summary>Gas limit times fee cap, plus blobs at their cap, plus value, in wei; false where that is 2^256 or more.</summary>
    public static bool TryMaxCost(Transaction tx, out UInt256 wei)
    {
        UInt256 gas = tx.GasLimit;
        UInt256 blobGas = BlobGas.PerBlob * (ulong)tx.BlobVersionedHashes.Length;
        bool fits = UInt256.TryMultiply(in gas, tx.MaxFeePerGas, out wei);
        fits &= UInt256.TryAdd(in wei, tx.Value, out wei);
        fits &= UInt256.TryMultiply(in blobGas, tx.MaxFeePerBlobGas, out var blobs);
        return fits & UInt256.TryAdd(in wei, in blobs, out wei);
    }

    /// <summary>What the sender pays a gas: the base fee and as much of the tip as the cap leaves room for. The cap covers the base fee.</summary>
    public static UInt256 EffectiveGasPrice(in UInt256 maxFee, in UInt256 maxPriorityFee, in UInt256 baseFee)
    {
        var room = UInt256.SubtractChecked(in maxFee, in baseFee);
        return baseFee + (maxPriorityFee < room ? maxPriorityFee : room);
    }

    private static TxRejection? CheckKind(Transaction tx, ChainRules rules) => tx.Kind switch
    {
        TransactionKind.Unspecified => TxRejection.UnsupportedKind,
        TransactionKind.Legacy or TransactionKind.AccessList or TransactionKind.DynamicFee => null,
        TransactionKind.Blob => CheckBlobs(tx, rules),
        TransactionKind.SetCode when tx.To is null => TxRejection.SetCodeWithoutCallee,
        TransactionKind.SetCode => tx.AuthorizationList.IsEmpty ? TxRejection.AuthorizationListEmpty : null,
    };

    private static TxRejection? CheckBlobs(Transaction tx, ChainRules rules)
    {
        if (!rules.AllowsBlobs) return TxRejection.BlobsNotAllowed;
        if (tx.To is null) return TxRejection.BlobsWithoutCallee;
        if (tx.BlobVersionedHashes.IsEmpty) return TxRejection.BlobHashesMissing;
        if (tx.BlobVersionedHashes.Length > BlobGas.BlobsPerTransactionMax) return TxRejection.TooManyBlobs;
        foreach (var hash in tx.BlobVersionedHashes)
        {
            if (hash.Bytes[0] != BlobGas.HashVersion) return TxRejection.BlobHashVersionUnknown;
        }

        return null;
    }
}
