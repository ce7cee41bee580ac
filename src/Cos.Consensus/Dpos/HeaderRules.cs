using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>The rules of a header that need its parent's header alone.</summary>
public static class HeaderRules
{
    /// <summary>Ethereum's lowest gas limit.</summary>
    public const ulong GasLimitMin = 5000;

    /// <summary>Ethereum's step: a gas limit differs from its parent's by less than this part of it.</summary>
    public const ulong GasLimitStepDivisor = 1024;

    /// <summary>Whether a header may follow its parent, as far as the two headers say.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="header">The header.</param>
    /// <param name="extra">Its decoded extraData.</param>
    /// <param name="parent">The parent's header.</param>
    /// <param name="parentSlot">The parent's slot.</param>
    /// <param name="baseFee">The base fee that follows from the parent.</param>
    public static BlockRejection? Check(DposChain chain, BlockHeader header, HeaderExtra extra, BlockHeader parent, ulong parentSlot, in UInt256 baseFee)
    {
        if (header.ExtraBytes.Length > HeaderExtra.EncodedBytesMax) return BlockRejection.ExtraOversized;
        if (parent.Number == ulong.MaxValue || header.Number != parent.Number + 1) return BlockRejection.WrongNumber;
        if (!FixedFields.Hold(header)) return BlockRejection.WrongConstant;
        if (extra.Slot <= parentSlot || !chain.Calendar.IsRepresentable(extra.Slot)) return BlockRejection.SlotNotAfterParent;
        if (header.Timestamp != chain.Calendar.TimestampOf(extra.Slot)) return BlockRejection.WrongTimestamp;
        if (!IsGasLimitStep(header.GasLimit, parent.GasLimit)) return BlockRejection.WrongGasLimit;
        if (header.GasUsed > header.GasLimit) return BlockRejection.GasUsedAboveLimit;
        return header.BaseFeePerGas == baseFee ? null : BlockRejection.WrongBaseFee;
    }

    /// <summary>The gas limit nearest to <paramref name="target"/> that may follow <paramref name="parent"/>.</summary>
    public static ulong GasLimitToward(ulong target, ulong parent)
    {
        var step = (parent / GasLimitStepDivisor) - 1;
        if (parent < GasLimitStepDivisor) return parent;
        return target > parent ? Math.Min(target, parent + step) : Math.Max(Math.Max(target, GasLimitMin), parent - step);
    }

    private static bool IsGasLimitStep(ulong limit, ulong parent)
    {
        var distance = limit > parent ? limit - parent : parent - limit;
        return limit >= GasLimitMin && (distance == 0 || distance < parent / GasLimitStepDivisor);
    }
}
