using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Blocks;

/// <summary>Finds logs: by emitter where contracts are named, else by the blocks' blooms; only candidate blocks' receipts are read.</summary>
internal sealed class LogSearch
{
    private readonly RocksDatabase _database;
    private readonly IBlockStore _blocks;

    public LogSearch(RocksDatabase database, IBlockStore blocks) => (_database, _blocks) = (database, blocks);

    /// <summary>The logs asked for, oldest first, read as the caller goes.</summary>
    public IEnumerable<LogEntry> Find(LogQuery query)
    {
        var left = query.LogsMax;
        foreach (var number in Candidates(query))
        {
            if (!_blocks.TryGetCanonicalHash(number, out var hash) || !_blocks.TryGetExecuted(hash, out var block))
            {
                continue;
            }

            foreach (var entry in In(block, query))
            {
                if (left-- == 0)
                {
                    yield break;
                }

                yield return entry;
            }
        }
    }

    private static IEnumerable<LogEntry> In(ExecutedBlock block, LogQuery query)
    {
        var logIndex = 0;
        for (var i = 0; i < block.Receipts.Length; i++)
        {
            foreach (var log in block.Receipts[i].Logs)
            {
                if (query.Matches(log))
                {
                    yield return new LogEntry(log, block.Hash, block.Number, block.Header.Timestamp, block.Block.Transactions[i].Hash, i, logIndex);
                }

                logIndex++;
            }
        }
    }

    private IEnumerable<ulong> Candidates(LogQuery query) => query.Addresses.IsEmpty ? ByBloom(query) : ByEmitter(query);

    private SortedSet<ulong> ByEmitter(LogQuery query)
    {
        var numbers = new SortedSet<ulong>();
        foreach (var address in query.Addresses)
        {
            var prefix = address.Bytes.ToArray();
            using var entries = _database.Iterate(Column.Emitters, null);
            for (entries.Seek(SchemaKey.WithHeight(prefix, query.FromNumber)); entries.Valid() && entries.GetKeySpan().StartsWith(prefix); entries.Next())
            {
                var number = SchemaKey.HeightIn(entries.GetKeySpan());
                if (number > query.ToNumber)
                {
                    break;
                }

                numbers.Add(number);
            }
        }

        return numbers;
    }

    private IEnumerable<ulong> ByBloom(LogQuery query)
    {
        using var blooms = _database.Iterate(Column.Blooms, null);
        for (blooms.Seek(SchemaKey.OfHeight(query.FromNumber)); blooms.Valid(); blooms.Next())
        {
            var number = SchemaKey.HeightIn(blooms.GetKeySpan());
            if (number > query.ToNumber)
            {
                yield break;
            }

            if (MayHold(new Bloom(blooms.GetValueSpan()), query))
            {
                yield return number;
            }
        }
    }

    private static bool MayHold(Bloom bloom, LogQuery query)
    {
        foreach (var position in query.Topics)
        {
            if (!position.IsEmpty && !position.Any(topic => MayHold(bloom, topic)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MayHold(Bloom bloom, Hash256 topic) => bloom.Contains(topic.Bytes);
}
