using Cos.Chain.Ports;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Blocks;

/// <summary>
/// Finds logs on the canonical chain of one moment: candidate heights by emitter where contracts are named, else all with logs; of those the
/// blocks whose bloom may hold the topics; of those the receipts, and a block's transactions only where a log matches.
/// </summary>
internal sealed class LogSearch
{
    // Heights taken from the index of one contract at a time, so that a search over a long chain holds few.
    private const int HeightsPerStep = 512;

    private readonly RocksDatabase _database;
    private readonly IBlockStore _blocks;

    public LogSearch(RocksDatabase database, IBlockStore blocks) => (_database, _blocks) = (database, blocks);

    /// <summary>The logs asked for, oldest first, read as the caller goes.</summary>
    public IEnumerable<LogEntry> Find(LogQuery query)
    {
        var left = query.LogsMax;
        if (left <= 0 || query.FromNumber > query.ToNumber)
        {
            yield break;
        }

        using var moment = _database.TakeSnapshot();
        var heights = query.Addresses.IsEmpty ? HeightsWithLogs(query, moment) : HeightsByEmitter(query, moment);
        foreach (var height in heights)
        {
            foreach (var entry in In(height, query, moment))
            {
                yield return entry;
                if (--left == 0)
                {
                    yield break;
                }
            }
        }
    }

    private IEnumerable<LogEntry> In(ulong height, LogQuery query, RocksSnapshot moment)
    {
        var hashBytes = _database.Get(Column.Canonical, SchemaKey.OfHeight(height), moment);
        Invariant.Require(hashBytes is not null, "a height in an index of logs is on the canonical chain");
        var receiptBytes = _database.Get(Column.Receipts, hashBytes, moment);
        Invariant.Require(receiptBytes is not null, "a canonical block has receipts");
        var receipts = ReceiptListBytes.Decode(receiptBytes);
        var hash = new BlockHash(new Hash256(hashBytes));
        Block? block = null;
        var logIndex = 0;
        for (var i = 0; i < receipts.Length; i++)
        {
            foreach (var log in receipts[i].Logs)
            {
                var index = logIndex++;
                if (!query.Matches(log))
                {
                    continue;
                }

                if (block is null)
                {
                    Invariant.Require(_blocks.TryGetBlock(hash, out block), "a canonical block is stored");
                }

                yield return new LogEntry(log, hash, height, block.Header.Timestamp, block.Transactions[i].Hash, i, index);
            }
        }
    }

    private IEnumerable<ulong> HeightsWithLogs(LogQuery query, RocksSnapshot moment)
    {
        using var blooms = _database.Iterate(Column.Blooms, moment);
        for (var isHere = blooms.Seek(SchemaKey.OfHeight(query.FromNumber)); isHere; isHere = blooms.Next())
        {
            var height = SchemaKey.HeightIn(blooms.Key);
            if (height > query.ToNumber)
            {
                yield break;
            }

            if (MayHold(new Bloom(blooms.Value), query))
            {
                yield return height;
            }
        }
    }

    private IEnumerable<ulong> HeightsByEmitter(LogQuery query, RocksSnapshot moment)
    {
        var hasTopics = query.Topics.Any(position => !position.IsEmpty);
        using var index = _database.Iterate(Column.Emitters, moment);
        var from = query.FromNumber;
        while (true)
        {
            var (step, last) = NextHeights(index, query, from);
            foreach (var height in step)
            {
                if (!hasTopics || (_database.Get(Column.Blooms, SchemaKey.OfHeight(height), moment) is { } bloom && MayHold(new Bloom(bloom), query)))
                {
                    yield return height;
                }
            }

            if (last >= query.ToNumber)
            {
                yield break;
            }

            from = last + 1;
        }
    }

    /// <summary>The next heights at which any of the contracts logged, and the height up to which these are all.</summary>
    private static (SortedSet<ulong> Heights, ulong Last) NextHeights(RocksIterator index, LogQuery query, ulong from)
    {
        var heights = new SortedSet<ulong>();
        var last = query.ToNumber;
        foreach (var address in query.Addresses)
        {
            var taken = 0;
            for (var isHere = index.Seek(SchemaKey.WithHeight(address.Bytes, from)); isHere && index.Key.StartsWith(address.Bytes); isHere = index.Next())
            {
                var height = SchemaKey.HeightIn(index.Key);
                if (height > last)
                {
                    break;
                }

                heights.Add(height);
                if (++taken == HeightsPerStep)
                {
                    last = height;
                    break;
                }
            }
        }

        while (heights.Count > 0 && heights.Max > last)
        {
            heights.Remove(heights.Max);
        }

        return (heights, last);
    }

    private static bool MayHold(Bloom bloom, LogQuery query)
    {
        foreach (var position in query.Topics)
        {
            if (!position.IsEmpty && !position.Any(topic => bloom.Contains(topic.Bytes)))
            {
                return false;
            }
        }

        return true;
    }
}
