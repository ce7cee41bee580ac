using CsCheck;
using Cos.Execution.Blocks;
using Cos.Primitives.Values;

namespace Cos.Execution.Tests.Blocks;

public sealed class FeeSplitTests
{
    // economy.md §2.4, vectors F1 to F3: units of fee, then alliance, producer, holders.
    [TestCase(21_000UL, 4_200UL, 10_500UL, 6_300UL)]
    [TestCase(7UL, 1UL, 4UL, 2UL)]
    [TestCase(1UL, 0UL, 1UL, 0UL)]
    public void Shares_as_the_economy_says(ulong fee, ulong alliance, ulong producer, ulong holders)
    {
        var fees = FeeSplit.Of(Wei(fee));
        Assert.That(fees, Is.EqualTo(new BlockFees(Wei(fee), Wei(alliance), Wei(holders), Wei(producer))));
    }

    [Test]
    public void What_is_below_one_unit_goes_to_the_producer()
    {
        var fees = FeeSplit.Of(Wei(7) + (UInt256)123UL);
        Assert.That(fees.Producer, Is.EqualTo(Wei(4) + (UInt256)123UL));
        Assert.That(FeeSplit.Of(9_999_999_999), Is.EqualTo(new BlockFees(9_999_999_999, 0, 0, 9_999_999_999)));
    }

    [Test]
    public void The_shares_add_up_to_the_fee() => Gen.ULong.Select(Gen.ULong[0, Credit.WeiPerUnit - 1]).Sample((units, dust) =>
    {
        units %= Credit.TotalSupply.Units;
        var total = Wei(units) + (UInt256)dust;
        var fees = FeeSplit.Of(total);
        return fees.Alliance + fees.Holders + fees.Producer == total && fees.Alliance % Credit.WeiPerUnit == UInt256.Zero && fees.Holders % Credit.WeiPerUnit == UInt256.Zero;
    });

    private static UInt256 Wei(ulong units) => Credit.FromUnits(units).ToWei();
}
