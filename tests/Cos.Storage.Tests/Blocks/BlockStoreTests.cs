using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Primitives.Transactions;
using Cos.Storage.Blocks;
using Cos.Storage.Memory;
using Cos.Storage.Rocks;
using CsCheck;

namespace Cos.Storage.Tests.Blocks;

public sealed class BlockStoreTests
{
    private const ulong CacheBytes = 1 << 20;

    private static readonly Gen<LogQuery> AnyQuery = Gen.Select(
        Gen.ULong[0, 40],
        Gen.OneOf(Gen.ULong[0, 40], Gen.Const(ulong.MaxValue)),
        Gen.Int[0, BlockMaker.EmitterCount].Array[0, 3],
        Gen.Int[0, BlockMaker.TopicCount].Array[0, 2].Array[0, LogQuery.TopicsMax],
        Gen.OneOf(Gen.Int[0, 20], Gen.Const(int.MaxValue)),
        (from, to, emitters, topics, max) => new LogQuery
        {
            FromNumber = from,
            ToNumber = to,
            Addresses = [.. emitters.Select(BlockMaker.Emitter)],
            Topics = [.. topics.Select(position => position.Select(BlockMaker.Topic).ToImmutableArray())],
            LogsMax = max,
        });

    [Test]
    public void Holds_what_was_committed_through_forks_and_restarts([Range(1, 8)] int seed)
    {
        using var folder = new TemporaryFolder();
        var model = new ChainModel(seed);
        for (var opened = 0; opened < 4; opened++)
        {
            using var database = RocksDatabase.Open(folder.Path, CacheBytes);
            var store = new RocksBlockStore(database);
            model.AssertSame(store);
            for (var step = 0; step < 12; step++)
            {
                Commit(store, model);
                model.AssertSame(store);
            }
        }
    }

    [Test]
    public void Holds_in_memory_what_it_holds_on_disk([Range(1, 8)] int seed)
    {
        var model = new ChainModel(seed);
        var store = new MemoryBlockStore();
        for (var step = 0; step < 48; step++)
        {
            Commit(store, model);
            model.AssertSame(store);
        }
    }

    [Test]
    public void Finds_the_logs_that_a_search_of_everything_finds([Range(1, 3)] int seed)
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var model = new ChainModel(seed);
        var onDisk = new RocksBlockStore(database);
        var inMemory = new MemoryBlockStore();
        for (var step = 0; step < 60; step++)
        {
            Commit(model, onDisk, inMemory);
        }

        AnyQuery.Sample(
            query =>
            {
                model.AssertSameLogs(onDisk, query);
                model.AssertSameLogs(inMemory, query);
            },
            iter: 400,
            threads: 1);
    }

    [Test]
    public void Finds_logs_in_more_blocks_than_it_looks_up_at_once()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksBlockStore(database);
        var maker = new BlockMaker(1);
        ExecutedBlock? head = null;
        for (var i = 0; i < 1300; i++)
        {
            var transaction = maker.Transactions[i % maker.Transactions.Length];
            var log = maker.Log(BlockMaker.Emitter(i % 5 == 0 ? 1 : 0));
            head = maker.Block(head, [transaction], [maker.Receipt(transaction.Kind, [log])]);
            store.Commit(new BlockCommit { Block = head, Move = new HeadMove([], [head], head.Hash), Sync = false });
        }

        var query = new LogQuery { FromNumber = 0, ToNumber = ulong.MaxValue, LogsMax = int.MaxValue, Addresses = [BlockMaker.Emitter(0), BlockMaker.Emitter(1), BlockMaker.Emitter(2)] };
        Assert.That(store.FindLogs(query).Select(entry => entry.BlockNumber), Is.EqualTo(Enumerable.Range(0, 1300)));
        Assert.That(store.FindLogs(query with { FromNumber = 7, ToNumber = 1033 }).Select(entry => entry.BlockNumber), Is.EqualTo(Enumerable.Range(7, 1027)));
        Assert.That(store.FindLogs(query with { Addresses = [BlockMaker.Emitter(1)] }).Select(entry => entry.BlockNumber), Is.EqualTo(Enumerable.Range(0, 260).Select(i => 5 * i)));
        Assert.That(store.FindLogs(query with { LogsMax = 600 }).Count(), Is.EqualTo(600));
    }

    [Test]
    public void Never_mixes_two_branches_in_one_answer()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksBlockStore(database);
        var maker = new BlockMaker(2);
        var shared = maker.Transactions[0];
        var genesis = maker.Block(null, []);
        ImmutableArray<ExecutedBlock> Branch(ImmutableArray<Transaction> transactions)
        {
            var receipts = transactions.Select(transaction => maker.Receipt(transaction.Kind, [maker.Log(BlockMaker.Emitter(0))])).ToImmutableArray();
            var first = maker.Block(genesis, transactions, receipts);
            return [first, maker.Block(first, [maker.Transactions[9]], [maker.Receipt(TransactionKind.Legacy, [maker.Log(BlockMaker.Emitter(0))])])];
        }

        ImmutableArray<ExecutedBlock> one = Branch([shared]);
        ImmutableArray<ExecutedBlock> two = Branch([maker.Transactions[1], maker.Transactions[2], shared]);
        TransactionLocation[] allowed = [new(one[0].Hash, 1, 0), new(two[0].Hash, 1, 2)];
        var (ones, twos) = (one.Select(block => block.Hash).ToArray(), new[] { two[0].Hash, two[0].Hash, two[0].Hash, two[1].Hash });
        foreach (var block in (ExecutedBlock[])[genesis, .. one, .. two])
        {
            store.Commit(new BlockCommit { Block = block, Sync = false });
        }

        store.Commit(new BlockCommit { Move = new HeadMove([], [genesis, .. one], one[1].Hash), Sync = false });
        using var stop = new CancellationTokenSource();
        var query = new LogQuery { FromNumber = 0, ToNumber = 9, LogsMax = 100, Addresses = [BlockMaker.Emitter(0)] };
        var reader = Task.Factory.StartNew(
            () =>
            {
                var (found, seen) = (0, new HashSet<TransactionLocation>());
                while (!stop.IsCancellationRequested || found < 100)
                {
                    if (!store.TryFindTransaction(shared.Hash, out var location) || !allowed.Contains(location))
                    {
                        return $"transaction at {location}";
                    }

                    var hashes = store.FindLogs(query).Select(entry => entry.BlockHash).ToArray();
                    if (!hashes.SequenceEqual(ones) && !hashes.SequenceEqual(twos))
                    {
                        return $"logs of {string.Join(", ", hashes)}";
                    }

                    seen.Add(location);
                    found++;
                }

                return seen.Count == allowed.Length ? "" : "the reader saw one branch alone";
            },
            TaskCreationOptions.LongRunning);
        for (var i = 0; i < 4000 && !reader.IsCompleted; i++)
        {
            var (gone, added) = i % 2 == 0 ? (one, two) : (two, one);
            store.Commit(new BlockCommit { Move = new HeadMove([gone[1], gone[0]], added, added[1].Hash), Sync = false });
        }

        stop.Cancel();
        Assert.That(reader.Result, Is.Empty);
    }

    internal static void Commit(ChainModel model, params IBlockStore[] stores)
    {
        var commit = model.Next();
        foreach (var store in stores)
        {
            Commit(store, model, commit);
        }

        model.Pending.Clear();
    }

    private static void Commit(IBlockStore store, ChainModel model) => Commit(model, store);

    private static void Commit(IBlockStore store, ChainModel model, BlockCommit commit)
    {
        foreach (var aside in model.Pending)
        {
            store.Commit(new BlockCommit { Block = aside, Sync = false });
        }

        store.Commit(commit);
    }
}
