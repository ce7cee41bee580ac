using BenchmarkDotNet.Attributes;
using Cos.Chain.Ports;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;
using Cos.Storage.States;
using Cos.Vm;

namespace Cos.Benchmarks;

/// <summary>A full block to the disk, synced, and then its state: each iteration makes the next block of one chain outside the time taken.</summary>
public class RocksCommitBenchmarks
{
    private const ulong CacheBytes = 64 << 20;
    private const ulong HistoryBlocks = 1_000;

    private readonly Workspace _workspace = new();
    private TransferChain _chain = new();
    private string _folder = "";
    private RocksDatabase? _database;
    private RocksBlockStore? _blocks;
    private RocksStateStore? _states;
    private ExecutedBlock? _head;
    private StateLayer? _layer;

    /// <summary>Whether the transfers are of the token, which has receipts with logs and slots; otherwise of credit.</summary>
    [Params(false, true)]
    public bool OfTokens { get; set; }

    /// <summary>Opens a database in the folder for temporary files, and writes the genesis.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _chain = new TransferChain();
        _folder = Directory.CreateTempSubdirectory("cos-benchmark-").FullName;
        _database = RocksDatabase.Open(_folder, CacheBytes);
        _blocks = new RocksBlockStore(_database);
        _states = new RocksStateStore(_database, CacheBytes, HistoryBlocks);
        var genesis = _chain.Genesis;
        _head = new ExecutedBlock(genesis.Block, genesis.Hash, [], [], UInt256.One);
        _layer = new StateLayer(_states.Current, 0, genesis.Hash, genesis.Diff, genesis.Trie);
        CommitAndFlush();
    }

    /// <summary>Closes the database and deletes it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _database?.Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>Executes the next block on the flushed state.</summary>
    [IterationSetup]
    public void MakeNext()
    {
        var (parent, state) = (_head!, _states!.Current);
        var transactions = OfTokens ? _chain.OfTokens(parent.Number) : _chain.OfCredit(parent.Number);
        var header = _chain.HeaderOver(parent.Header, parent.Hash);
        var result = TransferChain.Checked(BlockExecutor.Execute(state, _chain.ContextOf(header), transactions, _workspace));
        var update = StateTrie.Apply(state, state.StateRoot, result.Diff);
        var block = new Block(
            header with { StateRoot = update.Root, ReceiptsRoot = result.ReceiptsRoot, LogsBloom = result.LogsBloom, GasUsed = result.GasUsed },
            [.. transactions.Select(static one => one.Transaction)]);
        var hash = HeaderCodec.Hash(block.Header);
        _head = new ExecutedBlock(block, hash, result.Receipts, [.. transactions.Select(static one => one.Sender)], parent.TotalWeight + UInt256.One);
        _layer = new StateLayer(state, header.Number, hash, result.Diff, update);
    }

    /// <summary>One batch for the block, its receipts and indexes; one for the state with its history.</summary>
    [Benchmark]
    public void CommitAndFlush()
    {
        _blocks!.Commit(new BlockCommit { Block = _head, Move = new HeadMove([], [_head!], _head!.Hash), Sync = true });
        _states!.Flush([_layer!]);
    }
}
