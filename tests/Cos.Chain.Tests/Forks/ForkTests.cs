using Cos.Chain.Production;

namespace Cos.Chain.Tests.Forks;

/// <summary>Two branches made by different seats of one chain, neither a quorum, meet at a follower.</summary>
public sealed class ForkTests
{
    [Test]
    public void The_heavier_branch_wins_and_what_only_the_other_had_returns_to_the_pool()
    {
        var (left, right, follower) = Three();
        var (onLeft, onBoth) = (new Wallet(0).Send(0), new Wallet(1).Send(0));
        left.Ledger.Submit(onLeft);
        left.Ledger.Submit(onBoth);
        right.Ledger.Submit(onBoth);
        for (ulong slot = 1; slot <= 12; slot++)
        {
            left.TickSlot(slot);
            right.TickSlot(slot);
        }

        Assert.That(left.Head.Block.TotalWeight, Is.LessThan(right.Head.Block.TotalWeight), "one seat against two");
        Give(left, follower, 12);
        Assert.That(follower.Head.Hash, Is.EqualTo(left.Head.Hash));
        Give(right, follower, 12);
        Assert.That(follower.Head.Hash, Is.EqualTo(right.Head.Hash));

        var change = follower.Heard.Heads.Single(one => !one.Removed.IsEmpty);
        Assert.That(change.Removed.Select(one => one.Number), Is.EqualTo(change.Removed.Select(one => one.Number).OrderDescending()));
        Assert.That(change.Added.Select(one => one.Number), Is.Ordered);
        Assert.That(follower.Ledger.Queries.TryFindPooled(onLeft.Transaction.Hash, out var pooled) && pooled.IsPending, Is.True);
        Assert.That(follower.Ledger.Queries.TryFindPooled(onBoth.Transaction.Hash, out _), Is.False);
        Assert.That(follower.Ledger.Queries.TryFindTransaction(onLeft.Transaction.Hash, out _), Is.False);
        Assert.That(follower.Ledger.Queries.TryFindTransaction(onBoth.Transaction.Hash, out var location), Is.True);
        Assert.That(follower.Ledger.Queries.IsCanonical(location.BlockHash, location.BlockNumber), Is.True);
    }

    [Test]
    public void The_order_in_which_branches_come_does_not_matter()
    {
        var (left, right, first) = Three();
        var second = new TestChain(first.Spec, []);
        for (ulong slot = 1; slot <= 24; slot++)
        {
            left.TickSlot(slot);
            right.TickSlot(slot);
        }

        Give(left, first, 24);
        Give(right, first, 24);
        Give(right, second, 24);
        Give(left, second, 24);
        Assert.That(first.Head.Hash, Is.EqualTo(second.Head.Hash));
    }

    [Test]
    public void A_losing_branch_never_costs_the_canonical_one_its_index()
    {
        var (left, right, follower) = Three();
        left.TickSlots(1, 12);
        right.TickSlots(1, 12);
        Give(left, follower, 12);
        Give(right, follower, 12);
        for (ulong number = 0; number <= follower.Head.Number; number++)
        {
            Assert.That(follower.Ledger.Queries.TryGetBlock(number, out var block), Is.True);
            Assert.That(right.Ledger.Queries.TryGetHash(number, out var hash) && hash == block!.Hash, Is.True);
        }

        Assert.That(follower.Ledger.Queries.TryGetHash(follower.Head.Number + 1, out _), Is.False);
    }

    [Test]
    public void While_finality_waits_deep_states_go_to_the_store_and_the_chain_goes_on()
    {
        var chain = new TestChain(TestChain.SpecOf(3), [TestChain.SeatOf(0)]);
        chain.TickSlots(1, 700);
        Assert.That(chain.Head.Final.Number, Is.EqualTo(0));
        Assert.That(chain.States.Height, Is.InRange(chain.Head.Number - 128 - 16, chain.Head.Number - 128));
        var head = chain.Head.Hash;
        chain.Restart();
        Assert.That(chain.Head.Hash, Is.EqualTo(head));
    }

    private static void Give(TestChain from, TestChain to, ulong slot)
    {
        for (ulong number = 1; number <= from.Head.Number; number++) Assert.That(to.Import(from.BlockAt(number), slot), Is.Null);
    }

    private static (TestChain Left, TestChain Right, TestChain Follower) Three()
    {
        var spec = TestChain.SpecOf(3);
        SeatKey[] seats = [.. TestChain.KeysOf(3)];
        return (new TestChain(spec, [seats[0]]), new TestChain(spec, [seats[1], seats[2]]), new TestChain(spec, []));
    }
}
