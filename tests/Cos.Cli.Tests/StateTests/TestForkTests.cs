using Cos.Cli.StateTests;

namespace Cos.Cli.Tests.StateTests;

public sealed class TestForkTests
{
    [Test]
    public void Only_osaka_is_run_exactly() => Assert.That(TestFork.All.Where(f => f.IsExact).Select(f => f.Name), Is.EqualTo(new[] { "Osaka" }));

    [TestCase("Osaka", 1UL << 24, 49_152)]
    [TestCase("Prague", (ulong)long.MaxValue, 49_152)]
    [TestCase("London", (ulong)long.MaxValue, int.MaxValue)]
    public void A_fork_has_its_own_limits_on_a_transaction(string name, ulong gas, int initCode)
    {
        var rules = TestFork.All.Single(f => f.Name == name).Rules(1);
        Assert.That((rules.TransactionGasMax, rules.InitCodeBytesMax), Is.EqualTo((gas, initCode)));
    }
}
