using Cos.Primitives.Values;
using Cos.Storage.Memory;

namespace Cos.Chain.Tests;

/// <summary>The power fails before any write, and the chain goes on from what the stores hold.</summary>
public sealed class RestartTests
{
    private const ulong Slots = 40;

    [Test]
    public void A_restart_at_any_write_loses_no_committed_block_and_goes_on()
    {
        for (int writes = 0; writes < 90; writes += 1)
        {
            var chain = TestChain.WithSeats(3);
            var committed = RunUntilPowerFails(chain, writes, out ulong lastSlot);
            chain.Restart();
            Assert.That(chain.Head.Number, Is.GreaterThanOrEqualTo(committed.Number), $"after {writes} writes");
            Assert.That(chain.Ledger.Queries.TryGetHash(committed.Number, out var hash) && hash == committed.Hash, Is.True);
            Assert.That(chain.Head.State.StateRoot, Is.EqualTo(chain.Head.Header.StateRoot));
            Assert.That(chain.Head.Final.Number, Is.GreaterThanOrEqualTo(committed.Final));
            ulong before = chain.Head.Number;
            chain.TickSlots(lastSlot + 1, lastSlot + 5);
            Assert.That(chain.Head.Number, Is.EqualTo(before + 5));
            Assert.That(chain.Head.Final.Number, Is.EqualTo(chain.Head.Number));
        }
    }

    [Test]
    public void A_restart_between_any_two_blocks_gives_the_same_chain()
    {
        var straight = Run(static _ => { });
        var restarted = Run(static chain => chain.Restart());
        Assert.That(restarted, Is.EqualTo(straight));

        static BlockHash Run(Action<TestChain> between)
        {
            var chain = TestChain.WithSeats(3);
            for (ulong slot = 1; slot <= Slots; slot++)
            {
                chain.Ledger.Submit(new Wallet(0).Send(slot - 1));
                chain.TickSlot(slot);
                between(chain);
            }

            return chain.Head.Hash;
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    public void A_chain_that_began_half_begins_again(int writes)
    {
        var chain = TestChain.WithSeats(1);
        var (blocks, states, cut) = (new MemoryBlockStore(), new MemoryStateStore(), new PowerCut(writes));
        Assert.That(() => Ledger.Open(chain.Parts(new CrashingBlockStore(blocks, cut), new CrashingStateStore(states, cut))), Throws.TypeOf<PowerCutException>());
        var ledger = Ledger.Open(chain.Parts(blocks, states));
        Assert.That(ledger.Queries.Head.Hash, Is.EqualTo(chain.Head.Hash));
    }

    [Test]
    public void Refuses_the_store_of_another_chain()
    {
        var chain = TestChain.WithSeats(1);
        var other = chain.Parts() with { Spec = TestChain.SpecOf(2) };
        Assert.That(() => Ledger.Open(other), Throws.TypeOf<InvalidDataException>());
    }

    private static (ulong Number, BlockHash Hash, ulong Final) RunUntilPowerFails(TestChain chain, int writes, out ulong slot)
    {
        var cut = new PowerCut(writes);
        slot = 0;
        var head = (chain.Head.Number, chain.Head.Hash, chain.Head.Final.Number);
        try
        {
            var ledger = Ledger.Open(chain.Parts(new CrashingBlockStore(chain.Blocks, cut), new CrashingStateStore(chain.States, cut)));
            for (slot = 1; slot <= Slots; slot++)
            {
                ledger.Submit(new Wallet(0).Send(slot - 1));
                ledger.Tick(chain.Calendar.SlotStart(slot));
                var snapshot = ledger.Queries.Head;
                head = (snapshot.Number, snapshot.Hash, snapshot.Final.Number);
            }
        }
        catch (PowerCutException)
        {
            // What the stores hold now is what a restart finds.
        }

        return head;
    }
}
