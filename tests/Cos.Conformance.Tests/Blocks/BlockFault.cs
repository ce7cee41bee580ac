namespace Cos.Conformance.Tests.Blocks;

/// <summary>Why a block is no Ethereum block of Osaka.</summary>
internal enum BlockFault
{
    Unspecified = 0,
    Oversized,
    Undecodable,
    UnknownParent,
    FieldsMissing,
    WrongNumber,
    WrongTimestamp,
    WrongGasLimit,
    GasUsedAboveLimit,
    ExtraTooLong,
    WrongBaseFee,
    WrongDifficulty,
    WrongNonce,
    WrongOmmersHash,
    WrongExcessBlobGas,
    WrongTransactionsRoot,
    WrongWithdrawalsRoot,
    SenderUnknown,
    InvalidTransaction,
    WrongDepositLayout,
    SystemContractMissing,
    SystemCallFailed,
    WrongRequestsHash,
    WrongGasUsed,
    WrongBlobGasUsed,
    WrongReceiptsRoot,
    WrongLogsBloom,
    WrongStateRoot,
}
