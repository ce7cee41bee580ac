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
    public void Watches_so_many_codes_and_no_more()
    {
        var hot = new HotCode();
        hot.Burn(One, 10, HotCode.GasAtLeast - 1);
        for (var i = 0; i < HotCode.CodesMax; i++)
        {
            hot.Burn(Hash256.FromUInt256((ulong)i + 2), 10, 1);
        }

        Assert.That(hot.Burn(One, 10, 1), Is.False);
    }
}
