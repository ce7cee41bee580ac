using System.Numerics;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

public sealed class CreditTests
{
    private static UInt256 Wei(string text) => UInt256.TryParse(text, out UInt256 wei) ? wei : throw new FormatException(text);

    [Test]
    public void Refuses_wei_that_are_no_whole_units() // economy.md U1
    {
        Assert.That(Credit.TryFromWei(15_000_000_000, out _), Is.False);
        Assert.That(Credit.TryFromWei(10_000_000_000, out Credit one), Is.True);
        Assert.That(one, Is.EqualTo(Credit.FromUnits(1)));
    }

    [Test]
    public void Splits_a_cos_in_three_and_keeps_what_is_left() // economy.md U2
    {
        UInt256 share = Credit.FromCos(1).ToWei() / 3;
        Assert.That(share, Is.EqualTo(Wei("333333333333333333")));
        Assert.That(Credit.FromCos(1).ToWei() - (share * 3), Is.EqualTo(UInt256.One));
        Assert.That(Credit.TryFromWei(share, out _), Is.False);
        Assert.That(Credit.FromWeiFloor(share), Is.EqualTo(Credit.FromUnits(33_333_333)));
    }

    [Test]
    public void Holds_the_total_supply() // economy.md U3
    {
        Assert.That(Credit.TotalSupply.ToWei(), Is.EqualTo(Wei("102400000000000000000000000000")));
        Assert.Throws<OverflowException>(() => _ = checked((long)Credit.TotalSupply.Units));
        Assert.That(Credit.TotalSupply.Share(10_000), Is.EqualTo(Credit.TotalSupply));
        Assert.That(Credit.TotalSupply.ToString(), Is.EqualTo("102400000000.00000000"));
    }

    [Test]
    public void Throws_rather_than_wrap()
    {
        Assert.Throws<OverflowException>(() => _ = Credit.FromUnits(ulong.MaxValue) + Credit.FromUnits(1));
        Assert.Throws<OverflowException>(() => _ = Credit.Zero - Credit.FromUnits(1));
        Assert.Throws<OverflowException>(() => Credit.FromCos(ulong.MaxValue));
        Assert.Throws<OverflowException>(() => Credit.FromUnits(ulong.MaxValue).Share(10_001));
        Assert.Throws<OverflowException>(() => Credit.FromWeiFloor(UInt256.MaxValue));
    }

    [Test]
    public void Shares_round_down() => Gen.Select(Gen.ULong, Gen.UInt[0, 10_000]).Sample((units, bps) =>
        Credit.FromUnits(units).Share(bps).Units == (ulong)((BigInteger)units * bps / 10_000));

    [Test]
    public void Is_exact_in_wei_and_in_text() => Gen.ULong.Sample(units =>
        Credit.TryFromWei(Credit.FromUnits(units).ToWei(), out Credit fromWei) && fromWei.Units == units
        && Credit.TryParse(Credit.FromUnits(units).ToString(), out Credit fromText) && fromText.Units == units);

    [Test]
    public void Takes_wei_that_fit_only() => Generators.Small.Sample(wei =>
        Credit.TryFromWei(wei, out Credit credit) == (wei.ToBig() % Credit.WeiPerUnit == 0 && wei.ToBig() / Credit.WeiPerUnit <= ulong.MaxValue)
        && (credit.IsZero || credit.ToWei() == wei));

    [TestCase("1", 100_000_000UL)]
    [TestCase("0.00000001", 1UL)]
    [TestCase("12.5", 1_250_000_000UL)]
    [TestCase("184467440737.09551615", ulong.MaxValue)]
    public void Reads_decimal_cos(string text, ulong units) => Assert.That(Credit.TryParse(text, out Credit credit) ? credit.Units : 0, Is.EqualTo(units));

    [TestCase("")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("1.000000001")]
    [TestCase("-1")]
    [TestCase("1e3")]
    [TestCase("1,000")]
    [TestCase("1.2.3")]
    [TestCase("184467440737.09551616")]
    public void Refuses_what_is_no_amount(string text) => Assert.That(Credit.TryParse(text, out _), Is.False);
}
