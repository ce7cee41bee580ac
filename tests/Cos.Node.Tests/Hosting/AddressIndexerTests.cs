using System.Buffers.Binary;
using Cos.Chain.Ports;
using Cos.Node.Hosting;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;
using Cos.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cos.Node.Tests.Hosting;

public sealed class AddressIndexerTests
{
    private const int Blocks = 2500; // three steps
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Rests_three_times_as_long_as_it_works_while_it_is_behind()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.PathOf("database"), 1 << 20);
        var store = Filled(database);
        var index = new AddressIndex(database, store);
        var time = new TickingTime();
        using var indexer = new AddressIndexer(new AddressIndexing(database, store, index), time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = indexer.RunAsync(stop.Token);
        await Eventually.HoldsAsync("all blocks indexed", Patience, () => Task.FromResult(index.BlocksBehind == 0));
        await stop.CancelAsync();
        await running;
        Assert.That(time.Rests, Is.EqualTo(new[] { TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3) }));
        Assert.That(index.IsStopped, Is.False);
    }

    [Test]
    public async Task Says_that_it_stopped_after_a_fault()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.PathOf("database"), 1 << 20);
        var store = Filled(database);
        var missing = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(missing, 1700);
        using (var batch = database.NewBatch())
        {
            batch.Delete(Column.Canonical, missing);
            batch.Write(sync: false);
        }

        var index = new AddressIndex(database, store);
        using var indexer = new AddressIndexer(new AddressIndexing(database, store, index), new TickingTime(), NullLogger.Instance);
        await indexer.RunAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.That((index.IsStopped, index.BlocksBehind), Is.EqualTo((true, 1500UL)));
    }

    // The first head of a chain is final.
    private static RocksBlockStore Filled(RocksDatabase database)
    {
        var store = new RocksBlockStore(database);
        var blocks = new List<ExecutedBlock>();
        while (blocks.Count < Blocks)
        {
            var block = Empty(blocks.LastOrDefault());
            store.Commit(new BlockCommit { Block = block, Sync = false });
            blocks.Add(block);
        }

        store.Commit(new BlockCommit { Move = new HeadMove([], [.. blocks], blocks[^1].Hash), Sync = false });
        return store;
    }

    private static ExecutedBlock Empty(ExecutedBlock? parent)
    {
        var header = new BlockHeader
        {
            ParentHash = parent?.Hash ?? BlockHash.Zero,
            OmmersHash = Hash256.Zero,
            Coinbase = Address.Zero,
            StateRoot = Hash256.Zero,
            TransactionsRoot = Hash256.Zero,
            ReceiptsRoot = Hash256.Zero,
            LogsBloom = Bloom.Empty,
            Difficulty = 0,
            Number = parent is null ? 0 : parent.Number + 1,
            GasLimit = 30_000_000,
            GasUsed = 0,
            Timestamp = 1_700_000_000,
            ExtraBytes = default,
            PrevRandao = Hash256.Zero,
            Nonce = 0,
        };
        return new ExecutedBlock(new Block(header, []), HeaderCodec.Hash(header), [], [], UInt256.One);
    }

    /// <summary>A clock that passes a second whenever it is read, and whose timers, which it notes, fire at once.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private readonly List<TimeSpan> _rests = [];
        private long _reads;

        public IReadOnlyList<TimeSpan> Rests => _rests;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _reads);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _rests.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
