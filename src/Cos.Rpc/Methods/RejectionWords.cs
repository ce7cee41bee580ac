using Cos.Execution.Validation;

namespace Cos.Rpc.Methods;

/// <summary>Geth's words for a transaction that may not enter a block.</summary>
internal static class RejectionWords
{
    internal static string Of(TxRejection rejection) => rejection switch
    {
        TxRejection.UnsupportedKind => "transaction type not supported",
        TxRejection.WrongChainId => "invalid chain id for signer",
        TxRejection.BlobsNotAllowed => "transaction type not supported",
        TxRejection.GasLimitAboveTransactionMax => "transaction gas limit too high",
        TxRejection.IntrinsicGasTooLow => "intrinsic gas too low",
        TxRejection.GasLimitBelowFloor => "insufficient gas for floor data gas cost",
        TxRejection.InitCodeTooLarge => "max initcode size exceeded",
        TxRejection.TipAboveFeeCap => "max priority fee per gas higher than max fee per gas",
        TxRejection.NonceAtMax => "nonce has max value",
        TxRejection.AuthorizationListEmpty => "EIP-7702 transaction with empty auth list",
        TxRejection.SetCodeWithoutCallee => "EIP-7702 transaction cannot be used to create contract",
        TxRejection.BlobsWithoutCallee => "blob transaction cannot be used to create contract",
        TxRejection.BlobHashesMissing => "blob transaction missing blob hashes",
        TxRejection.TooManyBlobs => "blob transaction has too many blobs",
        TxRejection.BlobHashVersionUnknown => "blob transaction has invalid blob hash version",
        TxRejection.FeeCapBelowBaseFee => "max fee per gas less than block base fee",
        TxRejection.BlobFeeCapBelowBlobBaseFee => "max fee per blob gas less than block blob gas fee",
        TxRejection.NonceTooLow => "nonce too low",
        TxRejection.NonceTooHigh => "nonce too high",
        TxRejection.SenderHasCode => "sender not an eoa",
        TxRejection.InsufficientFunds => "insufficient funds for gas * price + value",
        TxRejection.BlockGasExceeded => "gas limit reached",
        TxRejection.BlockBlobGasExceeded => "blob gas limit reached",
        TxRejection.Unspecified => "invalid transaction",
    };
}
