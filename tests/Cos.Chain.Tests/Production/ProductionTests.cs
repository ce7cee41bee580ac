using Cos.Contracts.Producers;
using Cos.Primitives.Values;

namespace Cos.Chain.Tests.Production;

public sealed class ProductionTests
{
    [Test]
    public void Makes_a_block_in_every_slot_also_without_transactions()
    {
        var chain = TestChain.WithSeats(1);
        chain.TickSlots(1, 10);
        Assert.That(chain.Head.Number, Is.EqualTo(10));
        Assert.That(chain.Head.Slot, Is.EqualTo(10));
    }

    [Test]
    public void A_second_tick_in_a_slot_makes_no_second_block()
    {
        var chain = TestChain.WithSeats(1);
        chain.TickSlot(1);
        chain.TickSlot(1);
        Assert.That(chain.Head.Number, Is.EqualTo(1));
    }

    [Test]
    public void Three_seats_take_turns_of_four_slots()
    {
        var chain = TestChain.WithSeats(3);
        chain.TickSlots(1, 35);
        var sealers = new List<Address>();
        for (ulong number = 1; number <= 35; number++)
        {
            Assert.That(chain.Ledger.Queries.TryGetHeader(number, out var header), Is.True);
            sealers.Add(header!.Coinbase);
        }

        Assert.That(sealers.Distinct().Count(), Is.EqualTo(3));
        for (int turn = 1; turn < 8; turn++) Assert.That(sealers.GetRange((turn * 4) - 1, 4).Distinct().Count(), Is.EqualTo(1), $"turn {turn}");
    }

    [Test]
    public void A_transaction_is_in_the_next_block()
    {
        var chain = TestChain.WithSeats(1);
        var wallet = new Wallet(0);
        Assert.That(chain.Ledger.Submit(wallet.Send(0)).Rejection, Is.Null);
        chain.TickSlot(1);
        Assert.That(chain.Head.Block.Block.Transactions, Has.Length.EqualTo(1));
        Assert.That(chain.Head.Block.Receipts[0].Succeeded, Is.True);
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((0, 0)));
        Assert.That(chain.Head.State.TryGetAccount(wallet.Address, out var account) ? account.Nonce : 0, Is.EqualTo(1));
    }

    [Test]
    public void The_better_tip_goes_first_and_a_senders_nonces_stay_in_order()
    {
        var chain = TestChain.WithSeats(1);
        var (poor, rich) = (new Wallet(0), new Wallet(1));
        chain.Ledger.Submit(poor.Send(0, tip: 1));
        chain.Ledger.Submit(rich.Send(0, tip: 3));
        chain.Ledger.Submit(rich.Send(1, tip: 9));
        chain.TickSlot(1);
        var nonces = chain.Head.Block.Senders.Select((sender, i) => (sender, chain.Head.Block.Block.Transactions[i].Nonce));
        Assert.That(nonces, Is.EqualTo(new[] { (rich.Address, 0ul), (rich.Address, 1ul), (poor.Address, 0ul) }));
    }

    [Test]
    public void A_missing_seats_turn_is_filled_by_its_standby_from_the_second_slot()
    {
        var spec = TestChain.SpecOf(3, 1);
        var present = TestChain.KeysOf(4);
        var chain = new TestChain(spec, present.RemoveAt(1));
        var absent = present[1].Address;
        var standby = present[3].Address;
        int filled = 0;
        for (ulong slot = 1; slot <= 24; slot++)
        {
            ulong turn = chain.Calendar.TurnOf(slot);
            var schedule = new ProducersReader(chain.Head.State).ScheduleOf(chain.Calendar.RoundOf(turn), chain.Head.Header.PrevRandao, spec.Dpos);
            chain.TickSlot(slot);
            bool isMissing = schedule.PrimaryOf(turn) == absent;
            if (isMissing && chain.Calendar.IsFirstOfTurn(slot))
            {
                Assert.That(chain.Head.Slot, Is.LessThan(slot), "the first slot is the primary's alone");
                continue;
            }

            Assert.That(chain.Head.Slot, Is.EqualTo(slot));
            Assert.That(chain.Head.Header.Coinbase, Is.EqualTo(isMissing ? standby : schedule.PrimaryOf(turn)));
            if (isMissing) filled++;
        }

        Assert.That(filled, Is.GreaterThan(0));
    }

    [Test]
    public void A_dead_seat_costs_one_slot_a_turn_until_it_is_benched_and_none_after()
    {
        var seats = TestChain.KeysOf(5);
        var chain = new TestChain(TestChain.SpecOf(3, 2), seats.RemoveAt(1));
        var gaps = new List<ulong>();
        for (ulong slot = 1; slot <= 120; slot++)
        {
            chain.TickSlot(slot);
            if (chain.Head.Slot != slot) gaps.Add(slot);
        }

        Assert.That(gaps, Is.All.Matches<ulong>(chain.Calendar.IsFirstOfTurn));
        Assert.That(gaps, Has.Count.InRange(3, 5), "three missed turns bench, and the next computed schedule heeds it");
        Assert.That(gaps[^1], Is.LessThan(72));
    }

    [Test]
    public void The_same_inputs_give_the_same_bytes()
    {
        Assert.That(Run(), Is.EqualTo(Run()));

        static BlockHash Run()
        {
            var chain = TestChain.WithSeats(3);
            for (ulong slot = 1; slot <= 20; slot++)
            {
                for (int i = 0; i < 8; i++) chain.Ledger.Submit(new Wallet(i).Send(slot - 1, tip: (ulong)(1 + (i % 3))));
                chain.TickSlot(slot);
            }

            Assert.That(chain.Head.Block.Block.Transactions, Has.Length.EqualTo(8));
            return chain.Head.Hash;
        }
    }

    [Test]
    public void Never_seals_a_slot_that_the_journal_holds_already()
    {
        var chain = TestChain.WithSeats(1);
        chain.Journal.TryReserve(TestChain.SeatOf(0).PublicKey, 1);
        chain.TickSlots(1, 2);
        Assert.That(chain.Head.Number, Is.EqualTo(1));
        Assert.That(chain.Head.Slot, Is.EqualTo(2));
    }

    [Test]
    public void Builds_on_the_head_at_once_after_an_outage_of_many_rounds()
    {
        var chain = TestChain.WithSeats(3);
        chain.TickSlots(1, 5);
        chain.TickSlots(5000, 5010);
        Assert.That(chain.Head.Number, Is.EqualTo(16));
    }
}
