using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Consensus.Tests.Schedule;

/// <summary>The schedule is a function of its arguments alone, and every turn has a holder.</summary>
public sealed class ScheduleTests
{
    private static readonly ImmutableArray<Address> People = [.. Enumerable.Range(1, 40).Select(i => Address.FromLow((ulong)i))];

    private static readonly Gen<(ulong Round, int Seats, int Standbys, int Benched, ulong Turns, int Seed)> GenCase =
        Gen.Select(Gen.ULong[0, 1_000_000], Gen.Int[1, 21], Gen.Int[0, 14], Gen.Int[0, 21], Gen.ULong[1, 21], Gen.Int);

    [Test]
    public void Every_turn_has_a_holder_and_the_same_inputs_give_the_same_schedule() => GenCase.Sample(static one =>
    {
        var schedule = Make(one);
        return schedule == Make(one)
            && (ulong)schedule.Holders.Length == one.Turns
            && Enumerable.Range(0, (int)one.Turns).All(i => schedule.Contains(schedule.FirstTurn + (ulong)i) && !schedule.PrimaryOf(schedule.FirstTurn + (ulong)i).IsZero);
    });

    [Test]
    public void Benched_seats_hold_no_turn_while_standbys_are_left_and_standbys_are_taken_by_rank() => GenCase.Sample(static one =>
    {
        var schedule = Make(one with { Turns = (ulong)one.Seats });
        int benched = Math.Min(one.Benched, one.Seats);
        int covered = Math.Min(benched, one.Standbys);
        var gone = People.Take(covered).ToArray();
        var kept = People.Skip(covered).Take(one.Seats - covered).ToArray();
        var standIns = People.Skip(21).Take(covered).ToArray();
        return !gone.Any(schedule.Holders.Contains) && kept.All(schedule.Holders.Contains) && standIns.All(schedule.Holders.Contains);
    });

    [Test]
    public void A_turns_standby_is_healthy_and_never_its_primary() => GenCase.Sample(static one =>
    {
        var schedule = Make(one);
        for (ulong turn = schedule.FirstTurn; turn < schedule.FirstTurn + one.Turns; turn++)
        {
            var standby = schedule.StandbyOf(turn);
            if (standby is null ? one.Standbys > 1 || (one.Standbys == 1 && !schedule.IsStandby(schedule.PrimaryOf(turn))) : standby == schedule.PrimaryOf(turn) || !schedule.IsStandby(standby.Value))
                return false;
        }

        return true;
    });

    [Test]
    public void The_shuffle_keeps_everyone_and_favours_nobody()
    {
        var seats = People[..4];
        var first = new int[4];
        for (ulong round = 0; round < 4000; round++)
        {
            var order = RoundShuffle.Shuffle(seats, default, round);
            Assert.That(order.Order(), Is.EqualTo(seats.Order()));
            first[seats.IndexOf(order[0])]++;
        }

        Assert.That(first, Is.All.InRange(850, 1150));
    }

    [Test]
    public void The_shuffle_is_the_specifications()
    {
        // From the last index down: j = keccak(prevRandao ‖ round ‖ i) mod (i + 1), numbers of 8 bytes, big-endian; computed here in the plainest way.
        var seats = People[..5].ToArray();
        var randao = new Hash256(Keccak256.Hash("seed"u8));
        var expected = seats.ToArray();
        for (int i = 4; i > 0; i--)
        {
            byte[] input = [.. randao.Bytes, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, (byte)i];
            int j = (int)(new System.Numerics.BigInteger(Keccak256.Hash(input), isUnsigned: true, isBigEndian: true) % (i + 1));
            (expected[i], expected[j]) = (expected[j], expected[i]);
        }

        Assert.That(RoundShuffle.Shuffle([.. seats], randao, 9), Is.EqualTo(expected));
    }

    [Test]
    public void The_calendar_cuts_time_as_the_specification_says()
    {
        var calendar = new TurnCalendar(new DposParameters { GenesisMilliseconds = 1000 });
        Assert.That(calendar.RoundsPerEpoch, Is.EqualTo(40), "28 minutes of rounds of 42 seconds");
        Assert.That(calendar.SlotAt(new UnixMillis(999)), Is.EqualTo(0));
        Assert.That(calendar.SlotAt(new UnixMillis(1499)), Is.EqualTo(0));
        Assert.That(calendar.SlotAt(new UnixMillis(1500)), Is.EqualTo(1));
        Assert.That(calendar.TurnOf(83), Is.EqualTo(20));
        Assert.That(calendar.RoundOfSlot(84), Is.EqualTo(1));
        Assert.That(calendar.TimestampOf(3), Is.EqualTo(2), "2,500 ms");
        Gen.ULong[0, 1_000_000_000].Sample(slot => calendar.SlotAt(calendar.SlotStart(slot)) == slot && calendar.RoundOf(calendar.TurnOf(slot)) == calendar.RoundOfSlot(slot));
    }

    private static RoundSchedule Make((ulong Round, int Seats, int Standbys, int Benched, ulong Turns, int Seed) one) => RoundSchedule.Compute(
        one.Round, one.Turns, new Hash256(Keccak256.Hash(BitConverter.GetBytes(one.Seed))), People[..one.Seats], People[..Math.Min(one.Benched, one.Seats)], People.Slice(21, one.Standbys));
}
