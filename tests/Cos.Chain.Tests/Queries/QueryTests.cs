using Cos.Chain.Ports;
using Cos.Primitives.Values;

namespace Cos.Chain.Tests.Queries;

public sealed class QueryTests
{
    [Test]
    public void State_of_any_height_opens_whether_it_is_in_memory_or_flushed()
    {
        var chain = TestChain.WithSeats(1);
        var wallet = new Wallet(0);
        for (ulong slot = 1; slot <= 50; slot++)
        {
            chain.Ledger.Submit(wallet.Send(slot - 1));
            chain.TickSlot(slot);
        }

        Assert.That(chain.States.Height, Is.GreaterThan(0));
        for (ulong number = 0; number <= 50; number++)
        {
            Assert.That(chain.Ledger.Queries.TryGetHash(number, out var hash), Is.True);
            Assert.That(chain.Ledger.Queries.TryOpenState(hash, out var state), Is.True);
            Assert.That(state!.View.TryGetAccount(wallet.Address, out var account) ? account.Nonce : 0, Is.EqualTo(number));
            if (number > 0) Assert.That(state.Ancestors.At(number - 1), Is.EqualTo(state.Header.ParentHash.Value));
            Assert.That(chain.Ledger.Queries.TryOpenWorld(hash, out var world) && world.StateRoot == state.Header.StateRoot, Is.True);
        }
    }

    [Test]
    public void A_snapshot_taken_before_a_flush_answers_the_same_after()
    {
        var chain = TestChain.WithSeats(1);
        var wallet = new Wallet(0);
        chain.Ledger.Submit(wallet.Send(0));
        chain.TickSlot(1);
        var old = chain.Head;
        for (ulong slot = 2; slot <= 60; slot++)
        {
            chain.Ledger.Submit(wallet.Send(slot - 1));
            chain.TickSlot(slot);
        }

        Assert.That(chain.States.Height, Is.GreaterThan(1));
        Assert.That(old.State.TryGetAccount(wallet.Address, out var account) ? account.Nonce : 0, Is.EqualTo(1));
    }

    [Test]
    public void Finds_a_transaction_and_its_receipt_by_hash()
    {
        var chain = TestChain.WithSeats(1);
        var transaction = new Wallet(3).Send(0);
        chain.Ledger.Submit(transaction);
        chain.TickSlots(1, 30);
        Assert.That(chain.Ledger.Queries.TryFindTransaction(transaction.Transaction.Hash, out var location), Is.True);
        Assert.That(location.BlockNumber, Is.EqualTo(1));
        Assert.That(chain.Ledger.Queries.TryGetBlock(location.BlockHash, out var block), Is.True);
        Assert.That(block!.Senders[location.Index], Is.EqualTo(transaction.Sender));
        Assert.That(block.Receipts[location.Index].GasUsed, Is.EqualTo(21_000));
    }

    [Test]
    public void A_loop_answers_the_pending_block_and_ends_when_its_inbox_closes()
    {
        var chain = TestChain.WithSeats(1);
        var ledger = chain.Ledger;
        var loop = new ChainLoop(ledger, () => chain.Now);
        loop.Start();
        Assert.That(ledger.Inbox.SubmitAsync(new Wallet(0).Send(0), default).AsTask().Result.Rejection, Is.Null);
        var pending = ledger.Queries.PendingAsync(default).AsTask().Result;
        Assert.That(pending!.Transactions, Has.Length.EqualTo(1));
        Assert.That(pending.Header.Number, Is.EqualTo(1));
        Assert.That(pending.View.TryGetAccount(new Wallet(0).Address, out var account) ? account.Nonce : 0, Is.EqualTo(1));
        Assert.That(ledger.Queries.PendingAsync(default).AsTask().Result, Is.SameAs(pending));
        ledger.Inbox.Tick(chain.Calendar.SlotStart(1));
        var import = ledger.Inbox.ImportAsync(pending.Head.Block.Block, default).AsTask().Result;
        Assert.That(import, Is.EqualTo(Consensus.Dpos.BlockRejection.AlreadyKnown), "the tick went before");
        Assert.That(ledger.Queries.Head.Number, Is.EqualTo(1));
        ledger.Inbox.Close();
        Assert.That(loop.Completion.Wait(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(chain.States.Height, Is.EqualTo(1));
        Assert.That(ledger.Inbox.SubmitAsync(new Wallet(0).Send(1), default).AsTask().Result.Rejection, Is.EqualTo(Cos.Chain.Pool.PoolRejection.Stopping));
    }

    [Test]
    public void A_loop_whose_store_fails_says_so_and_answers_everybody()
    {
        var chain = TestChain.WithSeats(1);
        var ledger = Ledger.Open(chain.Parts(new CrashingBlockStore(chain.Blocks, new PowerCut(0))));
        var loop = new ChainLoop(ledger, () => chain.Now);
        loop.Start();
        ledger.Inbox.Tick(chain.Calendar.SlotStart(1));
        Assert.That(() => loop.Completion.Wait(TimeSpan.FromSeconds(30)), Throws.InnerException.TypeOf<PowerCutException>());
        Assert.That(ledger.Inbox.SubmitAsync(new Wallet(0).Send(0), default).AsTask().Result.Rejection, Is.EqualTo(Cos.Chain.Pool.PoolRejection.Stopping));
    }

    [Test]
    public void Log_queries_match_by_address_and_by_topic_position()
    {
        var (one, two) = (Address.FromLow(1), Address.FromLow(2));
        var (a, b) = (Hash256.FromUInt256(1), Hash256.FromUInt256(2));
        var log = new Cos.Primitives.Blocks.Log(one, [a, b], default);
        Assert.That(Of([], []).Matches(log), Is.True);
        Assert.That(Of([one, two], [[], [a, b]]).Matches(log), Is.True);
        Assert.That(Of([two], []).Matches(log), Is.False);
        Assert.That(Of([], [[b]]).Matches(log), Is.False);
        Assert.That(Of([], [[], [], []]).Matches(log), Is.False, "a third topic is asked for");

        static LogQuery Of(Address[] addresses, Hash256[][] topics) => new()
        {
            FromNumber = 0,
            ToNumber = 0,
            LogsMax = 1,
            Addresses = [.. addresses],
            Topics = [.. topics.Select(values => System.Collections.Immutable.ImmutableArray.Create(values))],
        };
    }
}
