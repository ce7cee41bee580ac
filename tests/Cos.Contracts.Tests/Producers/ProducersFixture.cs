using System.Collections.Immutable;
using Cos.Contracts.Producers;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Journal;
using Cos.State.View;

namespace Cos.Contracts.Tests.Producers;

/// <summary>Five seats, two standbys, turns of four slots; blocks are only their hooks.</summary>
internal sealed class ProducersFixture
{
    public static readonly DposParameters Parameters = new() { GenesisMilliseconds = 0, Seats = 5, Standbys = 2 };
    public static readonly Hash256 Randao = Hash256.FromUInt256(0xc05);
    public static readonly ImmutableArray<GenesisProducer> Seats = [.. Enumerable.Range(1, 5).Select(i => new GenesisProducer(Seat(i), Key(i), $"seat {i}"))];
    public static readonly ImmutableArray<GenesisProducer> Standbys = [.. Enumerable.Range(1, 2).Select(i => new GenesisProducer(Standby(i), Key(100 + i), $"standby {i}"))];

    private readonly MemoryState _state = new();
    private ulong _slot;

    public ProducersFixture()
    {
        var journal = new Journal(_state);
        journal.BeginTransaction();
        journal.SetNonce(SystemAccounts.Producers, 1);
        var writer = new ProducersWriter(journal);
        foreach (var producer in Seats.AddRange(Standbys)) writer.Register(producer);
        writer.SetElection([.. Seats.Select(s => s.Address)], [.. Standbys.Select(s => s.Address)]);
        writer.SetVotingSet(new VotingSet([.. Seats.Select(s => new VotingMember(s.Address, s.Key))]));
        for (ulong round = 0; round <= 1; round++) writer.SetSchedule(writer.Reader.ComputeSchedule(round, 5, Randao));
        Commit(journal);
    }

    public ProducersReader Reader => new(_state);

    public MemoryState State => _state;

    public static Address Seat(int i) => Address.FromLow((ulong)(0x1000 + i));

    public static Address Standby(int i) => Address.FromLow((ulong)(0x2000 + i));

    public static Hash256 Key(int i) => Hash256.FromUInt256((ulong)(0xf000 + i));

    public Address PrimaryOf(ulong turn) => Reader.ScheduleOf(turn / 5, Randao, Parameters).PrimaryOf(turn);

    public Address? StandbyOf(ulong turn) => Reader.ScheduleOf(turn / 5, Randao, Parameters).StandbyOf(turn);

    /// <summary>The hooks of a block at a slot, after the block before.</summary>
    public void Block(ulong slot, Address sealer, Certificate? certificate = null)
    {
        var journal = new Journal(_state);
        journal.BeginTransaction();
        ProducersHooks.AtBlockStart(journal, new HookInputs
        {
            Parameters = Parameters,
            ParentSlot = _slot,
            Slot = slot,
            ParentPrevRandao = Randao,
            Sealer = sealer,
            Certificate = certificate,
        });
        Commit(journal);
        _slot = slot;
    }

    /// <summary>One block of each turn's primary from a turn on, passing over turns that a seat holds.</summary>
    public void Turns(ulong first, ulong count, params Address[] dead)
    {
        for (ulong turn = first; turn < first + count; turn++)
        {
            if (!dead.Contains(PrimaryOf(turn))) Block(Math.Max(turn * 4, 1), PrimaryOf(turn));
            else if (StandbyOf(turn) is { } standby && !dead.Contains(standby)) Block((turn * 4) + 1, standby);
        }
    }

    private void Commit(Journal journal)
    {
        journal.EndTransaction();
        _state.Apply(journal.BuildDiff());
    }
}
