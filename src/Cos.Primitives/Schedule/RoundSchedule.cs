using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Schedule;

/// <summary>Who makes blocks in one round (consensus.md, Schedule): the holder of each turn, and the healthy standbys.</summary>
/// <param name="Round">The round.</param>
/// <param name="Holders">The primary of each turn, in turn order, as many as a round has turns; a benched seat's turn names the standby that took it.</param>
/// <param name="Standbys">Healthy standbys by rank, also those that hold a benched seat's turn.</param>
public sealed record RoundSchedule(ulong Round, ImmutableArray<Address> Holders, ImmutableArray<Address> Standbys)
{
    /// <summary>Computes a round: shuffles, deals the turns cyclically, gives benched seats' turns to standbys. Never empty while there is a seat.</summary>
    /// <param name="round">The round to compute.</param>
    /// <param name="turns">Turns of a round.</param>
    /// <param name="prevRandao">PREVRANDAO of the parent of the block that computes it.</param>
    /// <param name="seats">The newest confirmed election's seats in its order.</param>
    /// <param name="benched">Benched seats by time of benching, then address; addresses that are no seat are passed over.</param>
    /// <param name="standbys">Healthy standbys by rank.</param>
    public static RoundSchedule Compute(
        ulong round, ulong turns, in Hash256 prevRandao, ImmutableArray<Address> seats, ImmutableArray<Address> benched, ImmutableArray<Address> standbys)
    {
        Invariant.Require(!seats.IsEmpty && turns > 0, "a round has seats and turns");
        var members = RoundShuffle.Shuffle(seats, prevRandao, round).ToArray();
        int taken = 0;
        foreach (var seat in benched)
        {
            int index = Array.IndexOf(members, seat);
            if (index < 0) continue;
            if (taken == standbys.Length) break; // a seat for which no standby is left keeps its turn
            members[index] = standbys[taken++];
        }

        var holders = ImmutableArray.CreateBuilder<Address>((int)turns);
        for (ulong turn = 0; turn < turns; turn++) holders.Add(members[turn % (ulong)members.Length]);
        return new RoundSchedule(round, holders.MoveToImmutable(), standbys);
    }

    /// <summary>The first turn of the round.</summary>
    public ulong FirstTurn => Round * (ulong)Holders.Length;

    /// <summary>Whether a turn is one of this round's.</summary>
    public bool Contains(ulong turn) => turn / (ulong)Holders.Length == Round;

    /// <summary>The holder of a turn of this round: it may produce any slot of it.</summary>
    public Address PrimaryOf(ulong turn)
    {
        Invariant.Require(Contains(turn), "the turn is in the schedule's round");
        return Holders[(int)(turn - FirstTurn)];
    }

    /// <summary>The standby of a turn of this round: healthy standby <c>turn mod m</c> by rank, or the next if that one holds the turn; null with none left.</summary>
    public Address? StandbyOf(ulong turn)
    {
        if (Standbys.IsEmpty) return null;
        var primary = PrimaryOf(turn);
        int first = (int)(turn % (ulong)Standbys.Length);
        if (Standbys[first] != primary) return Standbys[first];
        return Standbys.Length == 1 ? null : Standbys[(first + 1) % Standbys.Length];
    }

    /// <summary>Whether an address is a standby in this round, also when it holds a benched seat's turn: its blocks weigh 1.</summary>
    public bool IsStandby(in Address address) => Standbys.Contains(address);

    /// <summary>Whether two schedules are of one round with the same holders and standbys.</summary>
    public bool Equals(RoundSchedule? other) =>
        other is not null && Round == other.Round && Holders.AsSpan().SequenceEqual(other.Holders.AsSpan()) && Standbys.AsSpan().SequenceEqual(other.Standbys.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)(Round * 31) + (Holders.IsEmpty ? 0 : Holders[0].GetHashCode()));
}
