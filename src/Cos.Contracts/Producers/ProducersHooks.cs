using System.Collections.Immutable;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.State.Journal;

namespace Cos.Contracts.Producers;

/// <summary>What the Producers contract does at the start of every block, in consensus.md's order.</summary>
public static class ProducersHooks
{
    /// <summary>Notes the certificate, charges missed turns, schedules the next round, and notes the block itself.</summary>
    public static void AtBlockStart(Journal journal, HookInputs inputs)
    {
        var calendar = new TurnCalendar(inputs.Parameters);
        var writer = new ProducersWriter(journal);
        ulong turn = calendar.TurnOf(inputs.Slot);
        ulong round = calendar.RoundOf(turn);

        // After whole rounds without a block the parent's state judged this block; its result is stored before anything else changes that state.
        if (!writer.Reader.TryGetSchedule(round, out var schedule))
        {
            schedule = writer.Reader.ComputeSchedule(round, calendar.TurnsPerRound, inputs.ParentPrevRandao);
            writer.SetSchedule(schedule);
        }

        NoteCertificate(writer, inputs);
        ChargeMissedTurns(writer, inputs, calendar);
        if (calendar.RoundOfSlot(inputs.ParentSlot) != round)
        {
            writer.SetSchedule(writer.Reader.ComputeSchedule(round + 1, calendar.TurnsPerRound, inputs.ParentPrevRandao));
        }

        NoteBlock(writer, inputs.Sealer, turn, schedule);
    }

    private static void NoteCertificate(ProducersWriter writer, HookInputs inputs)
    {
        if (inputs.Certificate is not { } certificate || certificate.Instance <= writer.Reader.Carried.Instance) return;
        writer.SetCarried(new CarriedCertificate(certificate.Instance, certificate.BlockNumber, certificate.BlockHash));
    }

    // Fewer turns than a round's end between two blocks that charge, so both rounds they lie in are stored.
    private static void ChargeMissedTurns(ProducersWriter writer, HookInputs inputs, TurnCalendar calendar)
    {
        if (inputs.Slot - inputs.ParentSlot >= calendar.SlotsPerRound) return; // the network was down, not they
        var made = writer.Reader.SealedTurn;
        ulong parentTurn = calendar.TurnOf(inputs.ParentSlot);
        for (ulong turn = parentTurn; turn < calendar.TurnOf(inputs.Slot); turn++)
        {
            var schedule = writer.Reader.ScheduleOf(calendar.RoundOf(turn), inputs.ParentPrevRandao, inputs.Parameters);
            bool byPrimary = turn == made.Turn && made.ByPrimary;
            if (byPrimary) continue;
            Charge(writer, inputs, schedule.PrimaryOf(turn));
            bool byStandby = turn == made.Turn && made.ByStandby;
            if (!byStandby && schedule.StandbyOf(turn) is { } standby) Charge(writer, inputs, standby);
        }
    }

    private static void Charge(ProducersWriter writer, HookInputs inputs, in Address address)
    {
        var benched = writer.Reader.Benched;
        foreach (var producer in benched)
        {
            if (producer.Address == address) return; // already punished; its last scheduled turns add nothing
        }

        ulong missed = writer.Reader.GetMissedTurns(in address) + 1;
        writer.SetMissedTurns(in address, missed);
        if (missed >= inputs.Parameters.BenchAfterMissedTurns) writer.SetBenched(Insert(benched, new BenchedProducer(address, inputs.Slot)));
    }

    // By time of benching, then address: slots only grow, so a newcomer passes none but those of its own block.
    private static ImmutableArray<BenchedProducer> Insert(ImmutableArray<BenchedProducer> benched, BenchedProducer newcomer)
    {
        int at = benched.Length;
        while (at > 0 && benched[at - 1].Slot == newcomer.Slot && benched[at - 1].Address.CompareTo(newcomer.Address) > 0) at--;
        return benched.Insert(at, newcomer);
    }

    private static void NoteBlock(ProducersWriter writer, in Address sealer, ulong turn, RoundSchedule schedule)
    {
        if (writer.Reader.GetMissedTurns(in sealer) != 0) writer.SetMissedTurns(in sealer, 0);
        var before = writer.Reader.SealedTurn;
        bool isSame = before.Turn == turn;
        bool byPrimary = sealer == schedule.PrimaryOf(turn);
        writer.SetSealedTurn(new SealedTurn(turn, (isSame && before.ByPrimary) || byPrimary, (isSame && before.ByStandby) || !byPrimary));
    }
}
