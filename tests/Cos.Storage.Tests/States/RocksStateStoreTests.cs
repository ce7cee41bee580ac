using Cos.Primitives;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;
using Cos.Storage.States;

namespace Cos.Storage.Tests.States;

public sealed class RocksStateStoreTests
{
    private const ulong CacheBytes = 1 << 20;

    [Test]
    public void Holds_every_block_s_state_through_flushes_and_restarts([Range(1, 6)] int seed)
    {
        using var folder = new TemporaryFolder();
        var model = new StateModel(seed);
        var heights = 0UL;
        for (var round = 0; round < 5; round++)
        {
            using var database = RocksDatabase.Open(folder.Path, CacheBytes);
            var store = new RocksStateStore(database, CacheBytes, 0);
            for (var flush = 0; flush < 4; flush++)
            {
                heights += FlushSome(store, model, 1 + ((flush + seed) % 3));
                model.AssertSame(heights - 1, store.Current);
                model.AssertSameNodes(heights - 1, store.Current);
            }

            for (var height = 0UL; height < heights; height++)
            {
                Assert.That(store.TryOpenAt(height, out var past), Is.True);
                model.AssertSame(height, past!);
            }
        }
    }

    [Test]
    public void Keeps_a_reader_s_view_while_the_store_moves_on()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksStateStore(database, CacheBytes, 0);
        var model = new StateModel(7);
        FlushSome(store, model, 3);
        var held = store.Current;
        Assert.That(store.TryOpenAt(1, out var past), Is.True);
        FlushSome(store, model, 5);
        model.AssertSame(2, held);
        model.AssertSameNodes(2, held);
        model.AssertSame(1, past!);
    }

    [Test]
    public void Proves_from_the_newest_heights_and_says_so_beyond()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksStateStore(database, CacheBytes, 0);
        var model = new StateModel(8);
        var heights = FlushSome(store, model, PastNodesWindow.BlocksMax + 20);
        var newest = heights - 1;
        Assert.That(store.TryOpenWorldAt(newest - PastNodesWindow.BlocksMax, out var oldest), Is.True);
        model.AssertSameNodes(newest - PastNodesWindow.BlocksMax, oldest!);
        model.AssertSame(newest - PastNodesWindow.BlocksMax, oldest!);
        Assert.That(store.TryOpenWorldAt(newest - PastNodesWindow.BlocksMax - 1, out _), Is.False);
        Assert.That(store.TryOpenWorldAt(newest + 1, out _), Is.False);
    }

    [Test]
    public void Forgets_history_beyond_the_window()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksStateStore(database, CacheBytes, 10);
        var model = new StateModel(9);
        var newest = FlushSome(store, model, 30) - 1;
        FlushSome(store, model, 1);
        newest++;
        Assert.That(store.TryOpenAt(newest - 10, out var kept), Is.True);
        model.AssertSame(newest - 10, kept!);
        Assert.That(store.TryOpenAt(newest - 11, out _), Is.False);
    }

    [Test]
    public void Leaves_nothing_behind_of_the_history_it_forgets([Values(1, 3, 16)] int blocksPerFlush)
    {
        using var folder = new TemporaryFolder();
        var model = new StateModel(12);
        using (var database = RocksDatabase.Open(folder.Path, CacheBytes))
        {
            var all = new RocksStateStore(database, CacheBytes, 0);
            FlushSome(all, model, 20);
        }

        using var reopened = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksStateStore(reopened, CacheBytes, 5);
        ulong newest = 19;
        for (var flush = 0; flush < 24; flush++)
        {
            newest += FlushSome(store, model, blocksPerFlush);
        }

        FlushSome(store, model, 1);
        newest++;
        for (var height = newest - 5; height <= newest; height++)
        {
            Assert.That(store.TryOpenAt(height, out var kept), Is.True);
            model.AssertSame(height, kept!);
        }

        Assert.That(store.TryOpenAt(newest - 6, out _), Is.False);
        using var moment = reopened.TakeSnapshot();
        foreach (var column in (Column[])[Column.AccountHistory, Column.SlotHistory, Column.HistoryIndex])
        {
            using var entries = reopened.Iterate(column, moment);
            for (var isHere = entries.Seek([]); isHere; isHere = entries.Next())
            {
                Assert.That(SchemaKey.HeightIn(entries.Key), Is.GreaterThan(newest - 5), $"{column}");
            }
        }
    }

    [Test]
    public void Refuses_a_block_that_does_not_follow()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksStateStore(database, CacheBytes, 0);
        var model = new StateModel(13);
        var genesis = model.Next(store.Current);
        var first = model.Next(genesis);
        var second = model.Next(first);
        Assert.That(() => store.Flush([first]), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => store.Flush([genesis, second]), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(store.IsEmpty, Is.True);
        store.Flush([genesis]);
        Assert.That(() => store.Flush([genesis]), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => store.Flush([second]), Throws.TypeOf<InvariantBrokenException>());
        store.Flush([first, second]);
        model.AssertSame(2, store.Current);
    }

    [Test]
    public void Comes_back_to_a_whole_block_whatever_byte_the_log_ends_at()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var store = new RocksStateStore(database, CacheBytes, 0);
        var model = new StateModel(10);
        var heights = 0UL;
        for (var flush = 0; flush < 8; flush++)
        {
            heights += FlushSome(store, model, 2);
        }

        var seen = new SortedSet<ulong>();
        for (var part = 0; part <= 40; part++)
        {
            using var crashed = folder.Copy();
            var log = new FileInfo(Directory.EnumerateFiles(crashed.Path, "*.log").Order().Last());
            using (var file = log.Open(FileMode.Open))
            {
                file.SetLength(log.Length * part / 40);
            }

            using var reopened = RocksDatabase.Open(crashed.Path, CacheBytes);
            var after = new RocksStateStore(reopened, CacheBytes, 0);
            if (after.IsEmpty)
            {
                continue;
            }

            seen.Add(after.Height);
            Assert.That(after.BlockHash, Is.EqualTo(StateModel.HashOf(after.Height)));
            model.AssertSame(after.Height, after.Current);
            model.AssertSameNodes(after.Height, after.Current);
        }

        Assert.That(seen, Has.Count.GreaterThan(4).And.Member(heights - 1));
    }

    private static ulong FlushSome(RocksStateStore store, StateModel model, int count)
    {
        var layers = new List<StateLayer>();
        IWorldState parent = store.Current;
        for (var i = 0; i < count; i++)
        {
            var layer = model.Next(parent);
            layers.Add(layer);
            parent = layer;
        }

        store.Flush(layers);
        return (ulong)count;
    }
}
