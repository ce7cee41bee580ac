using System.Diagnostics;
using Cos.Chain.Inbox;
using Cos.Chain.Queries;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;
using Cos.Storage.States;

namespace Cos.Chain.Tests;

/// <summary>How long a full block takes, step by step. Run by name: figures are for people, not for passing.</summary>
[Explicit("measures this machine")]
public sealed class ThroughputTests
{
    private const int Transfers = 5_000;

    [Test]
    public void A_block_of_five_thousand_transfers()
    {
        var wallets = Enumerable.Range(0, Transfers).Select(i => new Wallet(i)).ToArray();
        var spec = TestChain.SpecOf(3, wallets: Transfers);
        var producer = new TestChain(spec, [.. TestChain.KeysOf(3)]);
        var follower = new TestChain(spec, []);
        for (ulong slot = 1; slot <= 12; slot++)
        {
            var transactions = wallets.Select((wallet, i) => wallet.Send(slot - 1, to: new Wallet((i + (int)slot) % 64).Address)).ToArray();
            var fresh = transactions.Select(one => TransactionCodec.TryDecode(one.Transaction.Encoded.Span, out var copy, out _) ? copy : throw new FormatException()).ToArray();
            var submit = Measure(() => Array.ForEach(transactions, one => Require(producer.Ledger.Submit(one))));
            producer.TickTo(slot);
            var make = Measure(() => producer.Ledger.Tick(producer.Now));
            Assert.That(producer.Head.Block.Block.Transactions, Has.Length.EqualTo(Transfers));
            var block = producer.Head.Block.Block with { Transactions = [.. fresh] };
            var ordered = fresh.ToDictionary(one => one.Hash);
            block = block with { Transactions = [.. producer.Head.Block.Block.Transactions.Select(one => ordered[one.Hash])] };
            Explain(follower, block, producer.Head.Block.Senders.Zip(block.Transactions, (sender, one) => new RecoveredTransaction(one, sender)).ToArray());
            var import = Measure(() => Assert.That(follower.Import(block, slot), Is.Null));
            TestContext.Out.WriteLine($"block {slot}: pool {submit:F0} ms, make and commit {make:F0} ms, import elsewhere with recovery {import:F0} ms");
        }
    }

    [Test]
    public void A_block_of_five_thousand_transfers_on_disk()
    {
        var wallets = Enumerable.Range(0, Transfers).Select(i => new Wallet(i)).ToArray();
        var chain = new TestChain(TestChain.SpecOf(3, wallets: Transfers), [.. TestChain.KeysOf(3)]);
        string folder = Directory.CreateTempSubdirectory("cos-throughput-").FullName;
        using (var database = RocksDatabase.Open(folder, 64 << 20))
        {
            var parts = chain.Parts(new RocksBlockStore(database), new RocksStateStore(database, 64 << 20, 1000)) with
            {
                Journal = new RocksSigningJournal(database),
                PoolStore = new RocksPoolStore(database),
                FlushesInBackground = true,
            };
            var ledger = Ledger.Open(parts);
            for (ulong slot = 1; slot <= 60; slot++)
            {
                var transactions = wallets.Select((wallet, i) => wallet.Send(slot - 1, to: new Wallet((i + (int)slot) % 64).Address)).ToArray();
                var submit = Measure(() => Array.ForEach(transactions, one => Require(ledger.Submit(one))));
                chain.TickTo(slot);
                var make = Measure(() => ledger.Tick(chain.Now));
                Assert.That(ledger.Queries.Head.Block.Block.Transactions, Has.Length.EqualTo(Transfers));
                TestContext.Out.WriteLine($"block {slot}: pool {submit:F0} ms, make and commit {make:F0} ms");
            }

            TestContext.Out.WriteLine($"close: {Measure(ledger.Close):F0} ms");
            TestContext.Out.WriteLine($"open: {Measure(() => Ledger.Open(parts)):F0} ms");
        }

        Directory.Delete(folder, true);
    }

    [Test]
    public void Empty_blocks()
    {
        var chain = TestChain.WithSeats(3);
        chain.TickSlots(1, 100);
        var elapsed = Measure(() => chain.TickSlots(101, 1100));
        TestContext.Out.WriteLine($"empty block: {elapsed:F0} µs each, made, certified and committed");
    }

    private static void Explain(TestChain follower, Block block, RecoveredTransaction[] recovered)
    {
        var head = follower.Head;
        var recover = Measure(() => Parallel.ForEach(block.Transactions, one => SenderRecovery.TryRecover(one, out _)));
        var root = Measure(() => BlockRoots.OfTransactions(block.Transactions.AsSpan()));
        var context = BlockContexts.Of(follower.Spec, block.Header, head.Ancestors.With(head.Number, head.Hash.Value), null);
        BlockResult? result = null;
        var execute = Measure(() => result = BlockExecutor.Execute(head.State, context, recovered));
        TrieUpdate? update = null;
        var trie = Measure(() => update = StateTrie.Apply(head.State, head.State.StateRoot, result!.Diff));
        var layer = Measure(() => _ = new StateLayer(head.State, head.Number + 1, default, result!.Diff, update!));
        TestContext.Out.WriteLine($"  recover {recover:F0}, transactions root {root:F0}, execute {execute:F0} with receipts root, state root {trie:F0}, layer {layer:F0} ms");
    }

    private static void Require(SubmitOutcome outcome) => Assert.That(outcome.Rejection, Is.Null);

    private static double Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
