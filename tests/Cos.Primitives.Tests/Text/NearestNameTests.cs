using Cos.Primitives.Text;
using CsCheck;

namespace Cos.Primitives.Tests.Text;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["rpc.port", "rpc.host", "log.level", "data-dir", "dev"];
    private static readonly string[] FarApart = ["receiver", "block-number", "gas", "input", "timestamp"];

    [TestCase("rpc.port", "rpc.port")]
    [TestCase("rpc.prot", "rpc.port")]
    [TestCase("rpcport", "rpc.port")]
    [TestCase("rpc.hots", "rpc.host")]
    [TestCase("loglevel", "log.level")]
    [TestCase("datadir", "data-dir")]
    [TestCase("dv", "dev")]
    [TestCase("x", null)]
    [TestCase("", null)]
    [TestCase("nothing of the kind", null)]
    public void Finds_the_name_that_was_meant(string given, string? meant) => Assert.That(NearestName.Of(given, Known), Is.EqualTo(meant));

    [Test]
    public void Finds_a_name_with_one_letter_wrong() =>
        Gen.Select(Gen.Int[0, FarApart.Length - 1], Gen.Int[0, 100], Gen.Char['a', 'z'], Gen.Int[0, 2]).Sample((index, at, letter, kind) =>
        {
            var name = FarApart[index];
            at %= name.Length;
            var wrong = kind switch { 0 => name.Remove(at, 1), 1 => name.Insert(at, $"{letter}"), _ => name.Remove(at, 1).Insert(at, $"{letter}") };
            Assert.That(NearestName.Of(wrong, FarApart), Is.EqualTo(name), wrong);
        });

    [Test]
    public void Is_done_at_once_with_a_name_of_a_megabyte() =>
        Assert.That(NearestName.Of(new string('r', 1 << 20), Enumerable.Repeat("rpc.port", 100_000)), Is.Null);
}
