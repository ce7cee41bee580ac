using Cos.Contracts.Producers;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using static Cos.Contracts.Tests.Producers.ProducersFixture;

namespace Cos.Contracts.Tests.Producers;

public sealed class ProducersHooksTests
{
    [Test]
    public void Genesis_leaves_keys_names_voting_set_and_two_rounds_to_read()
    {
        var reader = new ProducersFixture().Reader;
        Assert.That(reader.TryGetKey(Seat(3), out var key), Is.True);
        Assert.That(key, Is.EqualTo(Key(3)));
        Assert.That(reader.GetName(Standby(2)), Is.EqualTo("standby 2"));
        Assert.That(reader.TryGetKey(Address.FromLow(9), out _), Is.False);
        Assert.That(reader.VotingSet.Members, Is.EqualTo(Seats.Select(s => new VotingMember(s.Address, s.Key))));
        Assert.That(reader.TryGetSchedule(0, out var first), Is.True);
        Assert.That(reader.TryGetSchedule(1, out var second), Is.True);
        Assert.That(first.Holders, Is.EquivalentTo(Seats.Select(s => s.Address)));
        Assert.That(second.Holders, Is.EquivalentTo(Seats.Select(s => s.Address)));
        Assert.That(second.Holders, Is.Not.EqualTo(first.Holders), "another round, another order");
        Assert.That(reader.TryGetSchedule(2, out _), Is.False);
    }

    [Test]
    public void The_first_block_of_a_round_schedules_the_next_one()
    {
        var chain = new ProducersFixture();
        chain.Turns(0, 5);
        Assert.That(chain.Reader.TryGetSchedule(2, out _), Is.False);
        chain.Turns(5, 1);
        Assert.That(chain.Reader.TryGetSchedule(2, out var next), Is.True);
        Assert.That(next, Is.EqualTo(chain.Reader.ComputeSchedule(2, 5, Randao)));
        Assert.That(chain.Reader.TryGetSchedule(1, out _), Is.True, "the current round stays");
        Assert.That(chain.Reader.TryGetSchedule(0, out _), Is.False, "the round before is gone");
    }

    [Test]
    public void A_turn_without_its_primary_is_missed_by_it_alone_where_the_standby_stood_in()
    {
        var chain = new ProducersFixture();
        var (absent, standby) = (chain.PrimaryOf(1), chain.StandbyOf(1)!.Value);
        chain.Block(0 + 1, chain.PrimaryOf(0));
        chain.Block(5, standby);
        chain.Block(8, chain.PrimaryOf(2));
        Assert.That(chain.Reader.GetMissedTurns(absent), Is.EqualTo(1));
        Assert.That(chain.Reader.GetMissedTurns(standby), Is.Zero);
    }

    [Test]
    public void A_turn_without_any_block_is_missed_by_primary_and_standby()
    {
        var chain = new ProducersFixture();
        chain.Block(1, chain.PrimaryOf(0));
        chain.Block(8, chain.PrimaryOf(2));
        Assert.That(chain.Reader.GetMissedTurns(chain.PrimaryOf(1)), Is.EqualTo(1));
        Assert.That(chain.Reader.GetMissedTurns(chain.StandbyOf(1)!.Value), Is.EqualTo(1));
    }

    [Test]
    public void A_late_primary_has_not_missed_its_turn()
    {
        var chain = new ProducersFixture();
        chain.Block(1, chain.PrimaryOf(0));
        chain.Block(5, chain.StandbyOf(1)!.Value);
        chain.Block(7, chain.PrimaryOf(1));
        chain.Block(8, chain.PrimaryOf(2));
        Assert.That(chain.Reader.GetMissedTurns(chain.PrimaryOf(1)), Is.Zero);
    }

    [Test]
    public void A_block_clears_its_sealers_count()
    {
        var chain = new ProducersFixture();
        var absent = chain.PrimaryOf(1);
        chain.Turns(0, 5, absent);
        Assert.That(chain.Reader.GetMissedTurns(absent), Is.EqualTo(1));
        chain.Turns(5, 5);
        Assert.That(chain.Reader.GetMissedTurns(absent), Is.Zero);
    }

    [Test]
    public void A_gap_of_a_whole_round_charges_nobody()
    {
        var chain = new ProducersFixture();
        chain.Block(1, chain.PrimaryOf(0));
        chain.Block(21, chain.PrimaryOf(5));
        foreach (var producer in Seats.AddRange(Standbys)) Assert.That(chain.Reader.GetMissedTurns(producer.Address), Is.Zero, producer.Name);
    }

    [Test]
    public void A_gap_of_one_slot_less_than_a_round_charges_every_turn_in_it()
    {
        var chain = new ProducersFixture();
        chain.Block(1, chain.PrimaryOf(0));
        chain.Block(20, chain.PrimaryOf(5));
        for (ulong turn = 1; turn < 5; turn++)
        {
            var primary = chain.PrimaryOf(turn);
            if (primary != chain.PrimaryOf(5)) Assert.That(chain.Reader.GetMissedTurns(primary), Is.EqualTo(1), $"turn {turn}");
        }
    }

    [Test]
    public void Three_missed_turns_in_a_row_bench_a_seat_and_a_standby_takes_its_turns_from_the_next_computed_round()
    {
        var chain = new ProducersFixture();
        var dead = chain.PrimaryOf(2);
        chain.Turns(0, 16, dead);
        Assert.That(chain.Reader.Benched.Select(b => b.Address), Is.EqualTo(new[] { dead }));

        Assert.That(chain.Reader.TryGetSchedule(3, out var computedBefore), Is.True);
        Assert.That(computedBefore.Holders, Does.Contain(dead), "the round was computed before it was benched");
        chain.Turns(16, 5, dead);
        Assert.That(chain.Reader.TryGetSchedule(5, out var after), Is.True);
        Assert.That(after.Holders, Does.Not.Contain(dead));
        Assert.That(after.Holders, Does.Contain(Standby(1)));
        Assert.That(chain.Reader.VotingSet.Members.Select(m => m.Address), Does.Contain(dead), "a benched seat still votes");
    }

    [Test]
    public void A_benched_standby_is_no_healthy_one()
    {
        var chain = new ProducersFixture();
        var dead = chain.PrimaryOf(2);
        chain.Turns(0, 40, dead, Standby(1));
        Assert.That(chain.Reader.Benched.Select(b => b.Address), Is.EquivalentTo(new[] { dead, Standby(1) }));
        var schedule = chain.Reader.ComputeSchedule(99, 5, Randao);
        Assert.That(schedule.Standbys, Is.EqualTo(new[] { Standby(2) }));
        Assert.That(schedule.Holders, Does.Contain(Standby(2)));
    }

    [Test]
    public void Benched_in_one_block_they_stand_by_address()
    {
        var chain = new ProducersFixture();
        var (first, second) = (Seat(2), Seat(4));
        chain.Turns(0, 40, first, second, Standby(1), Standby(2));
        var benched = chain.Reader.Benched;
        var sorted = benched.OrderBy(b => b.Slot).ThenBy(b => b.Address);
        Assert.That(benched, Is.EqualTo(sorted));
        Assert.That(benched.Select(b => b.Address), Is.EquivalentTo(new[] { first, second, Standby(1), Standby(2) }));
        Assert.That(chain.Reader.ComputeSchedule(99, 5, Randao).Holders, Does.Contain(first).And.Contain(second), "with no standby left they keep their turns");
    }

    [Test]
    public void After_whole_rounds_without_a_block_the_parents_state_says_who_may_produce_and_its_answer_is_stored()
    {
        var chain = new ProducersFixture();
        chain.Block(1, chain.PrimaryOf(0));
        ulong slot = 4 * ((7 * 5) + 2);
        var expected = chain.Reader.ScheduleOf(7, Randao, Parameters);
        chain.Block(slot, expected.PrimaryOf(37));
        Assert.That(chain.Reader.TryGetSchedule(7, out var stored), Is.True);
        Assert.That(stored, Is.EqualTo(expected));
        Assert.That(chain.Reader.TryGetSchedule(8, out _), Is.True);
        Assert.That(chain.Reader.TryGetSchedule(0, out _), Is.False);
    }

    [Test]
    public void Notes_a_newer_certificate_and_passes_over_an_older_one()
    {
        var chain = new ProducersFixture();
        Assert.That(chain.Reader.Carried.Instance, Is.Zero);
        chain.Block(1, chain.PrimaryOf(0), Certificate(4, 10));
        chain.Block(2, chain.PrimaryOf(0), Certificate(3, 99));
        Assert.That(chain.Reader.Carried, Is.EqualTo(new CarriedCertificate(4, 10, new BlockHash(Hash256.FromUInt256(10)))));
    }

    [Test]
    public void Knows_who_made_blocks_in_the_newest_turn()
    {
        var chain = new ProducersFixture();
        chain.Block(5, chain.StandbyOf(1)!.Value);
        Assert.That(chain.Reader.SealedTurn, Is.EqualTo(new SealedTurn(1, false, true)));
        chain.Block(6, chain.PrimaryOf(1));
        Assert.That(chain.Reader.SealedTurn, Is.EqualTo(new SealedTurn(1, true, true)));
        chain.Block(8, chain.PrimaryOf(2));
        Assert.That(chain.Reader.SealedTurn, Is.EqualTo(new SealedTurn(2, true, false)));
    }

    private static Certificate Certificate(ulong instance, ulong number) => new()
    {
        ChainId = 3077,
        Instance = instance,
        Round = 0,
        SetHash = Hash256.Zero,
        BlockHash = new BlockHash(Hash256.FromUInt256(number)),
        BlockNumber = number,
        Bitmap = ReadOnlyMemory<byte>.Empty,
        Signatures = [],
    };
}
