using Cos.Primitives.Values;
using Cos.Vm.Compiler;

namespace Cos.Vm.Tests.Compiler;

public sealed class HotCodeTests
{
    private static readonly Hash256 One = Hash256.FromUInt256(1);

    [Test]
    public void Says_once_that_a_code_is_hot()
    {
        var hot = new HotCode();
        Assert.That(hot.Burn(One, 10, HotCode.GasAtLeast - 1), Is.False);
        Assert.That(hot.Burn(One, 10, 1), Is.True);
        Assert.That(hot.Burn(One, 10, long.MaxValue / 2), Is.False);
        Assert.That(hot.Burn(One, 10, long.MaxValue / 2), Is.False);
    }

    [Test]
    public void Asks_more_of_longer_code()
    {
        var hot = new HotCode();
        Assert.That(hot.Burn(One, 1000, 1000 * HotCode.GasPerCodeByte - 1), Is.False);
        Assert.That(hot.Burn(One, 1000, 1), Is.True);
    }

    [Test]
    public void What_is_forgotten_can_become_hot_again()
    {
        var hot = new HotCode();
        Assert.That(hot.Burn(One, 10, HotCode.GasAtLeast), Is.True);
        hot.Forget(One);
        Assert.That(hot.Burn(One, 10, HotCode.GasAtLeast - 1), Is.False);
        Assert.That(hot.Burn(One, 10, 1), Is.True);
    }

    [Test]
    public void Remembers_a_code_that_burns_among_ever_new_strangers()
    {
        var hot = new HotCode();
        var strangers = 0UL;
        for (var i = 0; i < 5; i++)
        {
            Assert.That(hot.Burn(One, 10, HotCode.GasAtLeast / 5 - (i == 0 ? 1 : 0)), Is.False);
            strangers = BurnStrangers(hot, strangers, HotCode.CodesMax);
        }

        Assert.That(hot.Burn(One, 10, 1), Is.True);
    }

    [Test]
    public void Forgets_a_code_that_burns_no_more()
    {
        var hot = new HotCode();
        hot.Burn(One, 10, HotCode.GasAtLeast - 1);
        BurnStrangers(hot, 0, 2 * HotCode.CodesMax);
        Assert.That(hot.Burn(One, 10, 1), Is.False);
    }

    [Test]
    public void Refused_code_is_not_hot_again_whatever_others_burn()
    {
        var hot = new HotCode();
        Assert.That(hot.Burn(One, 10, HotCode.GasAtLeast), Is.True);
        hot.Refuse(One);
        BurnStrangers(hot, 0, 2 * HotCode.CodesMax);
        Assert.That(hot.IsRefused(One), Is.True);
        Assert.That(hot.Burn(One, 10, HotCode.GasAtLeast), Is.False);
    }

    [Test]
    public void Remembers_so_many_refusals_and_no_more()
    {
        var hot = new HotCode();
        hot.Refuse(One);
        for (var i = 0UL; i < 2 * HotCode.CodesMax; i++)
        {
            hot.Refuse(Hash256.FromUInt256(i + 2));
        }

        Assert.That(hot.IsRefused(One), Is.False);
    }

    private static ulong BurnStrangers(HotCode hot, ulong from, int count)
    {
        var to = from + (ulong)count;
        for (var i = from; i < to; i++)
        {
            hot.Burn(Hash256.FromUInt256(i + 2), 10, 1);
        }

        return to;
    }
}
