using Cos.Primitives.Schedule;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>Who may produce a slot, and what the block weighs (consensus.md, "Who may produce slot s" and Header).</summary>
public static class TurnRight
{
    /// <summary>Whether a sealer may make a slot's block: the turn's primary always, its standby only after a first slot without the primary.</summary>
    /// <param name="calendar">The chain's calendar.</param>
    /// <param name="schedule">The schedule of the slot's round, from the parent's state.</param>
    /// <param name="parentTurn">The branch's blocks in the parent's turn, the parent among them.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="sealer">The sealer.</param>
    public static BlockRejection? Check(TurnCalendar calendar, RoundSchedule schedule, TurnSoFar parentTurn, ulong slot, in Address sealer)
    {
        var turn = calendar.TurnOf(slot);
        var primary = schedule.PrimaryOf(turn);
        if (sealer == primary) return null;
        if (schedule.StandbyOf(turn) != sealer) return BlockRejection.NotTheTurnsProducer;
        if (calendar.IsFirstOfTurn(slot)) return BlockRejection.StandbyInFirstSlot;
        return parentTurn.At(turn).HasBlockOf(primary) ? BlockRejection.StandbyAfterPrimary : null;
    }

    /// <summary>The weight of a block: <c>slotsPerTurn</c> from a seat in its own turn, 1 from any standby, also one that holds a benched seat's turn.</summary>
    public static ulong WeightOf(TurnCalendar calendar, RoundSchedule schedule, ulong slot, in Address sealer) =>
        sealer == schedule.PrimaryOf(calendar.TurnOf(slot)) && !schedule.IsStandby(sealer) ? calendar.SlotsPerTurn : 1;
}
