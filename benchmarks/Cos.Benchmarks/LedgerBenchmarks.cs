using BenchmarkDotNet.Attributes;
using Cos.Chain;
using Cos.Primitives;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;
using Cos.Storage.States;

namespace Cos.Benchmarks;

/// <summary>A full block from the pool to the disk as a node makes it: picked, executed, sealed, certified, committed and synced, in virtual time.</summary>
public class LedgerBenchmarks
{
    private const ulong CacheBytes = 64 << 20;
    private const ulong HistoryBlocks = 1_000;

    private TransferChain _chain = new();
    private readonly SemaphoreSlim _due = new(0);
    private Thread? _indexing;
    private bool _isOver;
    private string _folder = "";
    private RocksDatabase? _database;
    private Ledger? _ledger;
    private TurnCalendar? _calendar;
    private UnixMillis _now;
    private ulong _slot;

    /// <summary>Whether another thread indexes the blocks by account meanwhile, as a node does unless told otherwise.</summary>
    [Params(false, true)]
    public bool IndexesAccounts { get; set; }

    /// <summary>Opens a database in the folder for temporary files, and a ledger whose one seat is here.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _chain = new TransferChain();
        _calendar = new TurnCalendar(_chain.Spec.Dpos);
        _folder = Directory.CreateTempSubdirectory("cos-benchmark-").FullName;
        _database = RocksDatabase.Open(_folder, CacheBytes);
        var blocks = new RocksBlockStore(_database);
        _indexing = IndexesAccounts ? StartIndexing(blocks) : null;
        _ledger = Ledger.Open(new LedgerParts
        {
            Spec = _chain.Spec,
            Blocks = blocks,
            States = new RocksStateStore(_database, CacheBytes, HistoryBlocks),
            Journal = new RocksSigningJournal(_database),
            PoolStore = new RocksPoolStore(_database),
            Seats = [_chain.Seat],
            Clock = () => _now,
            FlushesInBackground = true,
        });
    }

    /// <summary>Flushes, closes the database and deletes it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _ledger?.Close();
        Volatile.Write(ref _isOver, true);
        _due.Release();
        _indexing?.Join();
        _database?.Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>Puts the next transfer of every account into the pool.</summary>
    [IterationSetup]
    public void Submit()
    {
        foreach (var transfer in _chain.OfCredit(_slot))
        {
            Invariant.Require(_ledger!.Submit(transfer).Rejection is null, "the pool takes every transfer");
        }

        _ledger!.Rest();
        _now = _calendar!.SlotStart(++_slot);
    }

    /// <summary>The slot begins.</summary>
    [Benchmark]
    public int MakeAndCommit()
    {
        _ledger!.Tick(_now);
        _due.Release();
        var taken = _ledger.Queries.Head.Block.Receipts.Length;
        Invariant.Require(taken == TransferChain.Transfers, "the block holds every transfer");
        return taken;
    }

    private Thread StartIndexing(RocksBlockStore blocks)
    {
        var indexing = new AddressIndexing(_database!, blocks, new AddressIndex(_database!, blocks));
        var thread = new Thread(() =>
        {
            while (!Volatile.Read(ref _isOver))
            {
                _due.Wait();
                while (indexing.TryStep(out _, out _))
                {
                }
            }
        });
        thread.Start();
        return thread;
    }
}
