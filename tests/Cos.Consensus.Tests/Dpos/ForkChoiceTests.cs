using Cos.Consensus.Dpos;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Consensus.Tests.Dpos;

public sealed class ForkChoiceTests
{
    // Few values for each, so that ties of every depth come up.
    private static readonly Gen<BranchTip> GenTip = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.ULong[0, 2], Gen.ULong[0, 2], Gen.ULong[0, 3],
        static (final, prevoted, weight, slot, hash) => new BranchTip(final, prevoted, weight, slot, new BlockHash(Hash256.FromUInt256(hash))));

    [Test]
    public void Is_a_total_order() =>
        Gen.Select(GenTip, GenTip, GenTip).Sample(static (a, b, c) =>
        {
            int ab = Math.Sign(ForkChoice.Compare(a, b)), bc = Math.Sign(ForkChoice.Compare(b, c)), ac = Math.Sign(ForkChoice.Compare(a, c));
            bool antisymmetric = ab == -Math.Sign(ForkChoice.Compare(b, a));
            bool equalOnlyWhenSame = (ab == 0) == (a == b);
            bool transitive = ab != bc || ac == ab || ab == 0;
            return antisymmetric && equalOnlyWhenSame && transitive;
        }, iter: 20_000);

    [Test]
    public void Prefers_what_the_specification_prefers_in_its_order()
    {
        var tip = new BranchTip(true, true, 10, 5, new BlockHash(Hash256.FromUInt256(7)));
        Assert.That(ForkChoice.Compare(tip, tip with { HoldsFinal = false, TotalWeight = 99 }), Is.Positive);
        Assert.That(ForkChoice.Compare(tip, tip with { HoldsPrevoted = false, TotalWeight = 99 }), Is.Positive);
        Assert.That(ForkChoice.Compare(tip, tip with { TotalWeight = 9, Slot = 1 }), Is.Positive);
        Assert.That(ForkChoice.Compare(tip, tip with { Slot = 6, Hash = default }), Is.Positive);
        Assert.That(ForkChoice.Compare(tip, tip with { Hash = new BlockHash(Hash256.FromUInt256(8)) }), Is.Positive);
    }
}
