using Cos.Execution.Validation;
using Cos.Primitives.Transactions;

namespace Cos.Cli.StateTests;

/// <summary>The fixtures' names of wrong transactions, and ours.</summary>
internal static class ExpectedExceptions
{
    private const string Prefix = "TransactionException.";

    /// <summary>Whether one of the names separated by `|` means the rejection.</summary>
    public static bool Allow(string names, TxRejection rejection) => names.Split('|').Any(name => Means(name).Contains(rejection));

    /// <summary>Whether one of the names means a transaction that cannot be decoded this way.</summary>
    public static bool Allow(string names, TxDecodeError error) =>
        names.Split('|').Any(name => name == Prefix + "TYPE_3_TX_CONTRACT_CREATION" || name == Prefix + "TYPE_4_TX_CONTRACT_CREATION") && error == TxDecodeError.BadRecipient;

    private static TxRejection[] Means(string name) => (name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name) switch
    {
        "INSUFFICIENT_ACCOUNT_FUNDS" => [TxRejection.InsufficientFunds],
        "INTRINSIC_GAS_TOO_LOW" => [TxRejection.IntrinsicGasTooLow, TxRejection.GasLimitBelowFloor],
        "INTRINSIC_GAS_BELOW_FLOOR_GAS_COST" => [TxRejection.GasLimitBelowFloor],
        "GAS_LIMIT_EXCEEDS_MAXIMUM" => [TxRejection.GasLimitAboveTransactionMax],
        "SENDER_NOT_EOA" => [TxRejection.SenderHasCode],
        "INSUFFICIENT_MAX_FEE_PER_GAS" => [TxRejection.FeeCapBelowBaseFee],
        "INSUFFICIENT_MAX_FEE_PER_BLOB_GAS" => [TxRejection.BlobFeeCapBelowBlobBaseFee],
        "TYPE_3_TX_BLOB_COUNT_EXCEEDED" => [TxRejection.TooManyBlobs],
        "TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED" => [TxRejection.BlockBlobGasExceeded, TxRejection.TooManyBlobs],
        "TYPE_3_TX_ZERO_BLOBS" => [TxRejection.BlobHashesMissing],
        "TYPE_3_TX_CONTRACT_CREATION" => [TxRejection.BlobsWithoutCallee],
        "TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH" => [TxRejection.BlobHashVersionUnknown],
        "TYPE_4_TX_CONTRACT_CREATION" => [TxRejection.SetCodeWithoutCallee],
        "TYPE_4_EMPTY_AUTHORIZATION_LIST" => [TxRejection.AuthorizationListEmpty],
        "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS" => [TxRejection.TipAboveFeeCap],
        "NONCE_IS_MAX" => [TxRejection.NonceAtMax],
        "NONCE_MISMATCH_TOO_LOW" => [TxRejection.NonceTooLow],
        "NONCE_MISMATCH_TOO_HIGH" => [TxRejection.NonceTooHigh],
        "INITCODE_SIZE_EXCEEDED" => [TxRejection.InitCodeTooLarge],
        "GAS_ALLOWANCE_EXCEEDED" => [TxRejection.BlockGasExceeded],
        _ => throw new FormatException($"\"expectException\" names {name}, which means nothing here"),
    };
}
