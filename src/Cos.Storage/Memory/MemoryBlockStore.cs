using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Storage.Memory;

/// <summary>The block store's twin in memory. A commit is seen whole by whoever looks after it returned.</summary>
public sealed class MemoryBlockStore : IBlockStore
{
    private readonly ConcurrentDictionary<BlockHash, ExecutedBlock> _blocks = new();
    private readonly ConcurrentDictionary<ulong, BlockHash> _canonical = new();
    private readonly ConcurrentDictionary<TxHash, TransactionLocation> _transactions = new();
    private readonly ConcurrentDictionary<ulong, Certificate> _certificates = new();
    private volatile Certificate? _newest;
    private volatile object? _head;

    /// <inheritdoc/>
    public BlockHash? Head => _head is BlockHash head ? head : null;

    /// <inheritdoc/>
    public BlockHash? Final => _newest is { } newest ? newest.BlockHash : _canonical.TryGetValue(0, out var genesis) ? genesis : null;

    /// <inheritdoc/>
    public Certificate? NewestCertificate => _newest;

    /// <inheritdoc/>
    public void Commit(BlockCommit commit)
    {
        if (commit.Block is { } block) _blocks[block.Hash] = block;
        if (commit.Move is { } move)
        {
            foreach (var removed in move.Removed) Remove(removed);
            foreach (var added in move.Added) Add(added);
            _head = move.Head;
        }

        if (commit.Certificate is not { } certificate) return;
        _certificates[certificate.Instance] = certificate;
        _newest = certificate;
    }

    /// <inheritdoc/>
    public bool TryGetHeader(in BlockHash hash, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = _blocks.TryGetValue(hash, out var block) ? block.Header : null;
        return header is not null;
    }

    /// <inheritdoc/>
    public bool TryGetBlock(in BlockHash hash, [NotNullWhen(true)] out Block? block)
    {
        block = _blocks.TryGetValue(hash, out var executed) ? executed.Block : null;
        return block is not null;
    }

    /// <inheritdoc/>
    public bool TryGetExecuted(in BlockHash hash, [NotNullWhen(true)] out ExecutedBlock? block) => _blocks.TryGetValue(hash, out block);

    /// <inheritdoc/>
    public bool TryGetCanonicalHash(ulong number, out BlockHash hash) => _canonical.TryGetValue(number, out hash);

    /// <inheritdoc/>
    public bool TryFindTransaction(in TxHash hash, out TransactionLocation location) => _transactions.TryGetValue(hash, out location);

    /// <inheritdoc/>
    public bool TryGetCertificate(ulong instance, [NotNullWhen(true)] out Certificate? certificate) => _certificates.TryGetValue(instance, out certificate);

    /// <inheritdoc/>
    public IEnumerable<LogEntry> FindLogs(LogQuery query) => Search(query).Take(query.LogsMax);

    private IEnumerable<LogEntry> Search(LogQuery query)
    {
        for (ulong number = query.FromNumber; number <= query.ToNumber; number++)
        {
            if (!_canonical.TryGetValue(number, out var hash) || !_blocks.TryGetValue(hash, out var block)) yield break;
            int logIndex = 0;
            for (int i = 0; i < block.Receipts.Length; i++)
            {
                foreach (var log in block.Receipts[i].Logs)
                {
                    int index = logIndex++;
                    if (!query.Matches(log)) continue;
                    yield return new LogEntry(log, hash, number, block.Header.Timestamp, block.Block.Transactions[i].Hash, i, index);
                }
            }
        }
    }

    private void Add(ExecutedBlock block)
    {
        _canonical[block.Number] = block.Hash;
        for (int i = 0; i < block.Block.Transactions.Length; i++)
            _transactions[block.Block.Transactions[i].Hash] = new TransactionLocation(block.Hash, block.Number, i);
    }

    private void Remove(ExecutedBlock block)
    {
        _canonical.TryRemove(block.Number, out _);
        foreach (var transaction in block.Block.Transactions) _transactions.TryRemove(transaction.Hash, out _);
    }
}
