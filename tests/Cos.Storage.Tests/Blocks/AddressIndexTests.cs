using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Storage.Blocks;
using Cos.Storage.Memory;
using Cos.Storage.Rocks;

namespace Cos.Storage.Tests.Blocks;

public sealed class AddressIndexTests
{
    private const ulong CacheBytes = 1 << 20;

    [Test]
    public void Finds_what_a_search_of_everything_finds_through_forks_and_restarts([Range(1, 3)] int seed)
    {
        using var folder = new TemporaryFolder();
        var model = new ChainModel(seed);
        var random = new Random(seed);
        for (var opened = 0; opened < 4; opened++)
        {
            using var database = RocksDatabase.Open(folder.Path, CacheBytes);
            var store = new RocksBlockStore(database);
            var index = new AddressIndex(database, store);
            var indexing = new AddressIndexing(database, store, index);
            for (var step = 0; step < 12; step++)
            {
                BlockStoreTests.Commit(model, store);
                if (random.Next(3) == 0)
                {
                    indexing.TryStep(out _, out _);
                }

                if (step % 6 == 5)
                {
                    AssertSame(index, model.Canonical);
                }
            }
        }
    }

    [Test]
    public void Finds_in_memory_what_it_finds_on_disk([Range(1, 3)] int seed)
    {
        var model = new ChainModel(seed);
        var store = new MemoryBlockStore();
        for (var step = 0; step < 30; step++)
        {
            BlockStoreTests.Commit(model, store);
        }

        AssertSame(new MemoryAddressIndex(store), model.Canonical);
    }

    [Test]
    public void Takes_in_the_blocks_of_before_it_was_switched_on()
    {
        using var folder = new TemporaryFolder();
        var model = new ChainModel(7);
        using (var database = RocksDatabase.Open(folder.Path, CacheBytes))
        {
            var store = new RocksBlockStore(database);
            for (var step = 0; step < 60; step++)
            {
                BlockStoreTests.Commit(model, store);
            }
        }

        using var reopened = RocksDatabase.Open(folder.Path, CacheBytes);
        var blocks = new RocksBlockStore(reopened);
        var index = new AddressIndex(reopened, blocks);
        var indexing = new AddressIndexing(reopened, blocks, index);
        Assert.That(indexing.TryStep(out var next, out var final), Is.True);
        Assert.That((next, final), Is.EqualTo((model.Final!.Number + 1, model.Final.Number)));
        Assert.That(indexing.TryStep(out _, out _), Is.False);
        AssertSame(index, model.Canonical);
    }

    [Test]
    public void Says_how_far_behind_it_is_and_catches_up()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksBlockStore(database);
        var maker = new BlockMaker(3);
        var index = new AddressIndex(database, store);
        CommitEmpty(store, maker, AddressIndex.TailBlocksMax + 1);
        Assert.That(index.BlocksBehind, Is.EqualTo(AddressIndex.TailBlocksMax + 1));
        Assert.That(new AddressIndexing(database, store, index).TryStep(out _, out _), Is.True);
        Assert.That(index.BlocksBehind, Is.Zero);
    }

    [Test]
    public void Takes_in_many_empty_blocks_in_several_steps()
    {
        const ulong BlocksPerStepMax = 1000;
        const ulong Blocks = (2 * BlocksPerStepMax) + 500;
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksBlockStore(database);
        var index = new AddressIndex(database, store);
        var indexing = new AddressIndexing(database, store, index);
        CommitEmpty(store, new BlockMaker(5), Blocks);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.That(() => indexing.TryStep(out _, out _, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(index.BlocksBehind, Is.EqualTo(Blocks));
        Assert.That(() => index.Find(BlockMaker.Emitter(0), 0, true, stopped.Token).Count(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => index.TryFindCreation(BlockMaker.Emitter(0), out _, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => index.TryFindSent(BlockMaker.Emitter(0), 0, out _, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
        var (steps, before) = (0, 0UL);
        while (indexing.TryStep(out var next, out var final))
        {
            Assert.That(final, Is.EqualTo(Blocks - 1));
            Assert.That(next - before, Is.InRange(1UL, BlocksPerStepMax));
            (steps, before) = (steps + 1, next);
        }

        Assert.That((steps, before), Is.EqualTo((3, Blocks)));
        Assert.That(index.BlocksBehind, Is.Zero);
    }

    private static void CommitEmpty(RocksBlockStore store, BlockMaker maker, ulong count)
    {
        ExecutedBlock? head = null;
        for (ulong i = 0; i < count; i++)
        {
            head = maker.Block(head, []);
            var certificate = i == count - 1 ? maker.Certificate(i + 1, head) : null;
            store.Commit(new BlockCommit { Block = head, Move = new HeadMove([], [head], head.Hash), Certificate = certificate, Sync = false });
        }
    }

    private static void AssertSame(IAddressIndex index, List<ExecutedBlock> canonical)
    {
        var accounts = canonical.SelectMany(block => block.Senders.Concat(block.Footprint.Made.Select(made => made.Contract)))
            .Concat(Enumerable.Range(0, 2 * BlockMaker.EmitterCount).Select(BlockMaker.Emitter)).Distinct().ToList();
        var head = (ulong)canonical.Count - 1;
        foreach (var account in accounts)
        {
            var expected = canonical.Select(block => (block.Hash, block.Number, Text(Expected(block, account)))).Where(entry => entry.Item3.Length > 0).ToList();
            foreach (var from in (ulong[])[0, head / 2, head, ulong.MaxValue])
            {
                Assert.That(TextOf(index.Find(account, from, true)), Is.EqualTo(expected.Where(entry => entry.Number >= from)));
                Assert.That(TextOf(index.Find(account, from, false)), Is.EqualTo(expected.Where(entry => entry.Number <= from).Reverse()));
            }
        }

        foreach (var block in canonical)
        {
            foreach (var made in block.Footprint.Made)
            {
                Assert.That(index.TryFindCreation(made.Contract, out var creation), Is.True);
                Assert.That(creation, Is.EqualTo(new ContractCreation(new TransactionLocation(block.Hash, block.Number, made.TransactionIndex), made.Creator)));
            }

            for (var i = 0; i < block.Senders.Length; i++)
            {
                Assert.That(index.TryFindSent(block.Senders[i], block.Block.Transactions[i].Nonce, out var location), Is.True);
                Assert.That(location, Is.EqualTo(new TransactionLocation(block.Hash, block.Number, i)));
                Assert.That(index.TryFindSent(block.Senders[i], block.Block.Transactions[i].Nonce + 1, out _), Is.False);
            }
        }
    }

    private static IEnumerable<int> Expected(ExecutedBlock block, Address account) => Enumerable.Range(0, block.Senders.Length).Where(i =>
        block.Senders[i] == account
        || block.Block.Transactions[i].To == account
        || (block.Block.Transactions[i].To is null && block.Receipts[i].ContractAddress == account)
        || block.Footprint.Of(i).Contains(account));

    private static IEnumerable<(BlockHash Hash, ulong Number, string Transactions)> TextOf(IEnumerable<AddressBlock> blocks) =>
        blocks.Select(block => (block.BlockHash, block.BlockNumber, Text(block.Transactions)));

    private static string Text(IEnumerable<int> indexes) => string.Join(',', indexes);
}
