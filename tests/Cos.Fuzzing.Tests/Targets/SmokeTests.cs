using Cos.Fuzzing.Targets;

namespace Cos.Fuzzing.Tests.Targets;

public sealed class SmokeTests
{
    [TestCase("rlp", 400_000)]
    [TestCase("transaction", 200_000)]
    [TestCase("block", 200_000)]
    [TestCase("abi", 400_000)]
    [TestCase("json-rpc", 100_000)]
    public void Finds_nothing(string name, int inputs)
    {
        var target = FuzzTargets.Make(name)!;
        using var owned = target as IDisposable;
        Assert.That(Smoke.Run(target, seed: 0, inputs), Is.GreaterThan(inputs / 100), "inputs must get past the first check to be worth feeding");
    }

    [Test]
    public void Accepts_all_its_seeds([ValueSource(typeof(FuzzTargets), nameof(FuzzTargets.Names))] string name)
    {
        var target = FuzzTargets.Make(name)!;
        using var owned = target as IDisposable;
        Assert.Multiple(() =>
        {
            foreach (var seed in target.Seeds)
            {
                // One request of JSON-RPC is a transaction that is not one: refusing it is the answer.
                var isRefusal = name == "json-rpc" && System.Text.Encoding.UTF8.GetString(seed).Contains("0x02f86c01", StringComparison.Ordinal);
                Assert.That(target.Run(seed), Is.EqualTo(!isRefusal), System.Text.Encoding.Latin1.GetString(seed));
            }
        });
    }

    [Test]
    public void Names_the_input_that_breaks_a_promise()
    {
        var finding = Assert.Throws<FindingException>(() => Smoke.Run(new Brittle(), seed: 1, inputs: 10_000));
        Assert.That(finding!.Message, Does.StartWith("brittle on 0x").And.Contain("three zeros"));
    }

    private sealed class Brittle : IFuzzTarget
    {
        public string Name => "brittle";

        public IReadOnlyList<byte[]> Seeds { get; } = [[1, 2, 3, 4]];

        public bool Run(ReadOnlySpan<byte> input)
        {
            FindingException.Require(input.IndexOf(new byte[3]) < 0, "no three zeros");
            return true;
        }
    }
}
