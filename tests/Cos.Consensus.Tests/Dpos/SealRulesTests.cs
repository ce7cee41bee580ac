using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;

namespace Cos.Consensus.Tests.Dpos;

/// <summary>Slots 8 to 11 are turn 2, seat 2's; its standby is standby 2 mod 2, the first.</summary>
public sealed class SealRulesTests
{
    private const int Seat = 2, Standby = 4, OtherStandby = 5;

    [Test]
    public void The_primary_may_produce_any_slot_of_its_turn()
    {
        for (ulong slot = 8; slot < 12; slot++) Assert.That(Judge(Scene.Child(slot, Seat), Scene.BranchOf(slot, Seat)), Is.Null);
    }

    [Test]
    public void The_standby_may_produce_after_the_first_slot_while_the_primary_has_no_block()
    {
        Assert.That(Judge(Scene.Child(8, Standby), Scene.BranchOf(8, Standby)), Is.EqualTo(BlockRejection.StandbyInFirstSlot));
        Assert.That(Judge(Scene.Child(9, Standby), Scene.BranchOf(9, Standby)), Is.Null);
        Assert.That(Judge(Scene.Child(10, Standby), Scene.BranchOf(10, Standby, (8, Seat))), Is.EqualTo(BlockRejection.StandbyAfterPrimary));
    }

    [Test]
    public void The_primary_may_come_back_after_its_standby() =>
        Assert.That(Judge(Scene.Child(10, Seat), Scene.BranchOf(10, Seat, (9, Standby))), Is.Null);

    [Test]
    public void Nobody_else_may()
    {
        Assert.That(Judge(Scene.Child(9, OtherStandby), Scene.BranchOf(9, OtherStandby)), Is.EqualTo(BlockRejection.NotTheTurnsProducer));
        Assert.That(Judge(Scene.Child(9, 1), Scene.BranchOf(9, 1)), Is.EqualTo(BlockRejection.NotTheTurnsProducer));
    }

    [Test]
    public void A_block_of_the_primary_in_an_earlier_turn_does_not_bar_the_standby()
    {
        var branch = Scene.BranchOf(9, Standby) with { ParentTurn = new TurnSoFar(1, [new SealedSlot(7, Scene.People[Seat].Address)]) };
        Assert.That(Judge(Scene.Child(9, Standby), branch), Is.Null);
    }

    [Test]
    public void A_seat_weighs_a_turns_slots_and_a_standby_one_also_in_a_turn_it_holds()
    {
        Assert.That(Judge(Scene.Child(9, Seat, change: h => h with { Difficulty = 1 }), Scene.BranchOf(9, Seat)), Is.EqualTo(BlockRejection.WrongWeight));
        Assert.That(Judge(Scene.Child(9, Standby, change: h => h with { Difficulty = 4 }), Scene.BranchOf(9, Standby)), Is.EqualTo(BlockRejection.WrongWeight));
        var schedule = Scene.ScheduleOf(9);
        var holding = Scene.BranchOf(8, Standby) with { Schedule = schedule with { Holders = schedule.Holders.SetItem(Seat, Scene.People[Standby].Address) } };
        Assert.That(Judge(Scene.Child(8, Standby), holding), Is.Null);
    }

    [Test]
    public void The_seal_is_the_registered_keys()
    {
        Assert.That(Judge(Scene.Child(9, Seat), Scene.BranchOf(9, 3)), Is.EqualTo(BlockRejection.BadSeal));
        Assert.That(Judge(Scene.Child(9, Seat), Scene.BranchOf(9, Seat) with { SealerKey = null }), Is.EqualTo(BlockRejection.UnknownSealer));
        var (header, extra) = Scene.Child(9, Seat);
        Assert.That(Judge((header with { StateRoot = Scene.ParentRandao }, extra), Scene.BranchOf(9, Seat)), Is.EqualTo(BlockRejection.BadSeal));
        Assert.That(Judge((header, extra with { Seal = default }), Scene.BranchOf(9, Seat)), Is.EqualTo(BlockRejection.BadSeal));
    }

    [Test]
    public void The_first_block_of_a_sealer_in_a_turn_reveals_and_no_later_one()
    {
        Assert.That(Judge(Scene.Child(9, Seat, reveals: false), Scene.BranchOf(9, Seat)), Is.EqualTo(BlockRejection.RevealMissing));
        Assert.That(Judge(Scene.Child(9, Seat), Scene.BranchOf(9, Seat, (8, Seat))), Is.EqualTo(BlockRejection.RevealUnexpected));
        Assert.That(Judge(Scene.Child(9, Seat, reveals: false), Scene.BranchOf(9, Seat, (8, Seat))), Is.Null);
    }

    [Test]
    public void The_reveal_is_the_sealers_for_this_turn()
    {
        var (header, extra) = Scene.Child(9, Seat);
        var elsewhere = Randao.Reveal(Scene.Chain, Scene.People[Seat].Key, 3);
        Assert.That(Judge(Scene.Sealed(header, extra with { RandaoReveal = elsewhere }, Seat), Scene.BranchOf(9, Seat)), Is.EqualTo(BlockRejection.BadReveal));
    }

    [Test]
    public void The_randomness_follows_from_the_parents()
    {
        Assert.That(Judge(Scene.Child(9, Seat, change: h => h with { PrevRandao = Scene.ParentRandao }), Scene.BranchOf(9, Seat)), Is.EqualTo(BlockRejection.WrongRandao));
        var later = Scene.Child(9, Seat, reveals: false, change: h => h with { PrevRandao = default });
        Assert.That(Judge(later, Scene.BranchOf(9, Seat, (8, Seat))), Is.EqualTo(BlockRejection.WrongRandao));
    }

    private static BlockRejection? Judge((BlockHeader Header, HeaderExtra Extra) child, SealBranch branch) =>
        SealRules.Check(Scene.Chain, child.Header, child.Extra, branch);
}
