using Cos.Primitives.Values;

namespace Cos.Execution.Blocks;

/// <summary>How a block's fees are shared (economy.md §2.4): 20 % to the alliance, 30 % to credit holders, the rest to the producer.</summary>
public static class FeeSplit
{
    /// <summary>The alliance's share in basis points.</summary>
    public const uint AllianceBasisPoints = 2_000;

    /// <summary>The holders' share in basis points.</summary>
    public const uint HoldersBasisPoints = 3_000;

    /// <summary>Splits what a block's transactions paid; the shares add up to it to the wei.</summary>
    public static BlockFees Of(in UInt256 totalWei)
    {
        var units = Credit.FromWeiFloor(in totalWei);
        var alliance = units.Share(AllianceBasisPoints).ToWei();
        var holders = units.Share(HoldersBasisPoints).ToWei();
        return new BlockFees(totalWei, alliance, holders, UInt256.SubtractChecked(in totalWei, alliance + holders));
    }
}
