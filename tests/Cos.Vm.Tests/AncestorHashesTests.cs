using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests;

public sealed class AncestorHashesTests
{
    [Test]
    public void Keeps_the_newest_256()
    {
        var hashes = AncestorHashes.Empty;
        for (ulong number = 0; number < 300; number++)
        {
            hashes = hashes.With(number, Hash256.FromUInt256(number + 1));
        }

        var expected = Enumerable.Range(0, 302).Select(n => n is >= 44 and < 300 ? Hash256.FromUInt256((ulong)n + 1) : Hash256.Zero);
        Assert.That(Enumerable.Range(0, 302).Select(n => hashes.At((ulong)n)), Is.EqualTo(expected));
        var all = Enumerable.Range(0, 300).Select(n => Hash256.FromUInt256((ulong)n + 1)).ToArray();
        Assert.That(Enumerable.Range(0, 302).Select(n => AncestorHashes.From(0, all).At((ulong)n)), Is.EqualTo(expected));
    }

    [Test]
    public void Answers_blockhash_for_256_blocks_back_and_no_further([Values(999UL, 744UL, 743UL, 1000UL)] ulong number)
    {
        var world = World.Running(new Program().Push(number).Then(Op.BlockHash).ReturnTop());
        world.Block = world.Block with { Ancestors = AncestorHashes.From(700, [.. Enumerable.Range(700, 300).Select(n => Hash256.FromUInt256((ulong)n))]) };
        var expected = number is >= 744 and < 1000 ? number : 0UL;
        Assert.That(UInt256.FromBigEndian(world.Call().Output.Span), Is.EqualTo((UInt256)expected));
    }
}
