using Cos.Execution.Blocks;
using Cos.Primitives.Values;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Blocks;

public sealed class BaseFeeTests
{
    // EIP-1559's own test figures.
    [TestCase(10_000_000UL, 1_000_000_000UL)]
    [TestCase(9_000_000UL, 987_500_000UL)]
    [TestCase(11_000_000UL, 1_012_500_000UL)]
    [TestCase(20_000_000UL, 1_125_000_000UL)]
    [TestCase(0UL, 875_000_000UL)]
    public void Ethereums_moves_by_an_eighth_at_most(ulong gasUsed, ulong expected) =>
        Assert.That(BaseFee.Next(EthereumRules, gasUsed, 20_000_000, Gwei), Is.EqualTo((UInt256)expected));

    [Test]
    public void Ours_moves_by_a_two_hundredth_at_most()
    {
        var fee = Gwei * (UInt256)100UL;
        Assert.That(BaseFee.Next(CreditRules, 200_000_000, 200_000_000, fee), Is.EqualTo(fee + (fee / 200)));
        Assert.That(BaseFee.Next(CreditRules, 0, 200_000_000, fee), Is.EqualTo(fee - (fee / 200)));
    }

    [Test]
    public void Ours_never_falls_below_one_unit_a_gas() => Assert.That(BaseFee.Next(CreditRules, 0, 200_000_000, Gwei * 10), Is.EqualTo(Gwei * (UInt256)10UL));

    [Test]
    public void A_block_above_its_target_raises_the_fee_by_a_wei_at_least() => Assert.That(BaseFee.Next(EthereumRules, 10_000_001, 20_000_000, 7), Is.EqualTo((UInt256)8UL));
}
