using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>What a header of Osaka must say, given its parent's and before anything is executed.</summary>
internal static class EthereumHeaderRules
{
    private const ulong GasLimitMin = 5_000;
    private const ulong GasLimitBoundDivisor = 1_024;
    private const int ExtraBytesMax = 32;

    // EIP-7918: what a blob costs at least, in gas of execution per blob gas times the gas of one blob.
    private const ulong BlobBaseCost = 1 << 13;

    public static BlockFault? Check(ChainRules rules, BlockHeader parent, BlockHeader header)
    {
        if (header.RequestsHash is null) return BlockFault.FieldsMissing; // the last of the optional fields, so all are there
        if (header.Number != parent.Number + 1) return BlockFault.WrongNumber;
        if (header.Timestamp <= parent.Timestamp) return BlockFault.WrongTimestamp;
        if (!IsGasLimitNear(parent.GasLimit, header.GasLimit)) return BlockFault.WrongGasLimit;
        if (header.GasUsed > header.GasLimit) return BlockFault.GasUsedAboveLimit;
        if (header.ExtraBytes.Length > ExtraBytesMax) return BlockFault.ExtraTooLong;
        if (header.BaseFeePerGas != BaseFee.Next(rules, parent.GasUsed, parent.GasLimit, parent.BaseFeePerGas.GetValueOrDefault())) return BlockFault.WrongBaseFee;
        if (!header.Difficulty.IsZero) return BlockFault.WrongDifficulty; // EIP-3675
        if (header.Nonce != 0) return BlockFault.WrongNonce;
        if (header.OmmersHash != BlockRoots.NoOmmers) return BlockFault.WrongOmmersHash;
        return header.ExcessBlobGas == ExcessBlobGas(rules, parent) ? null : BlockFault.WrongExcessBlobGas;
    }

    private static bool IsGasLimitNear(ulong parent, ulong limit)
    {
        ulong distance = limit > parent ? limit - parent : parent - limit;
        return limit >= GasLimitMin && distance < parent / GasLimitBoundDivisor;
    }

    // EIP-4844 as EIP-7918 changed it: below the reserve price only a part of what was used counts, and no target is taken off.
    private static ulong ExcessBlobGas(ChainRules rules, BlockHeader parent)
    {
        var schedule = rules.Blobs;
        ulong excess = parent.ExcessBlobGas.GetValueOrDefault(), used = parent.BlobGasUsed.GetValueOrDefault();
        ulong target = schedule.Target * BlobGas.PerBlob;
        if (excess + used < target) return 0;
        var reserve = (UInt256)BlobBaseCost * parent.BaseFeePerGas.GetValueOrDefault();
        var price = (UInt256)BlobGas.PerBlob * BlobGas.BaseFee(schedule, excess);
        return reserve > price ? excess + (used * (schedule.Max - schedule.Target) / schedule.Max) : excess + used - target;
    }
}
