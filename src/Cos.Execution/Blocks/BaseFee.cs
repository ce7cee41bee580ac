using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Execution.Blocks;

/// <summary>EIP-1559's base fee, with the chain's own speed and floor.</summary>
public static class BaseFee
{
    /// <summary>The base fee of a parent's child, in wei a gas: Ethereum's formula, never below the floor.</summary>
    public static UInt256 Next(ChainRules rules, ulong parentGasUsed, ulong parentGasLimit, in UInt256 parentBaseFee)
    {
        var next = Unfloored(rules, parentGasUsed, parentGasLimit / rules.ElasticityMultiplier, in parentBaseFee);
        return next < rules.BaseFeeFloor ? rules.BaseFeeFloor : next;
    }

    private static UInt256 Unfloored(ChainRules rules, ulong gasUsed, ulong target, in UInt256 baseFee)
    {
        if (gasUsed == target || target == 0) return baseFee;
        ulong distance = gasUsed > target ? gasUsed - target : target - gasUsed;
        var change = UInt256.MultiplyChecked(in baseFee, (UInt256)distance) / (UInt256)target / (UInt256)rules.BaseFeeChangeDenominator;
        if (gasUsed < target) return UInt256.SubtractChecked(in baseFee, in change);
        return UInt256.AddChecked(in baseFee, change.IsZero ? UInt256.One : change);
    }
}
