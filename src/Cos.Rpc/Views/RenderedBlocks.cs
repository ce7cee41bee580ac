using System.Collections.Concurrent;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Values;

namespace Cos.Rpc.Views;

/// <summary>JSON of blocks by hash: it never changes, so it is made once. Bounded by bytes; the first in is the first out, since clients ask for what is new.</summary>
internal sealed class RenderedBlocks(ChainQueries queries, long bytesMax)
{
    private const long EntryBytes = 512;
    private readonly ConcurrentDictionary<BlockHash, RenderedBlock> _blocks = [];
    private readonly Queue<(BlockHash Hash, long Bytes)> _order = [];
    private readonly Lock _turn = new();
    private long _bytes;

    /// <summary>A block with transaction hashes; null if there is no such block.</summary>
    internal byte[]? Hashes(in BlockHash hash)
    {
        if (_blocks.TryGetValue(hash, out RenderedBlock? known) && known.Hashes is { } made) return made;
        if (!queries.TryGetBlock(in hash, out ExecutedBlock? block)) return null;
        byte[] json = Entry(in hash).MakeHashes(block);
        Count(in hash, json.Length);
        return json;
    }

    /// <summary>A block with its transactions; null if there is no such block.</summary>
    internal RenderedList? Full(in BlockHash hash)
    {
        if (_blocks.TryGetValue(hash, out RenderedBlock? known) && known.Full is { } made) return made;
        if (!queries.TryGetBlock(in hash, out ExecutedBlock? block)) return null;
        RenderedList list = Entry(in hash).MakeFull(block);
        Count(in hash, list.Bytes);
        return list;
    }

    /// <summary>A block's receipts; null if there is no such block.</summary>
    internal RenderedList? Receipts(in BlockHash hash)
    {
        if (_blocks.TryGetValue(hash, out RenderedBlock? known) && known.Receipts is { } made) return made;
        if (!queries.TryGetBlock(in hash, out ExecutedBlock? block)) return null;
        RenderedList list = Entry(in hash).MakeReceipts(block);
        Count(in hash, list.Bytes);
        return list;
    }

    private RenderedBlock Entry(in BlockHash hash) => _blocks.GetOrAdd(hash, static _ => new RenderedBlock());

    // Each form is counted where it was made; the block goes with all its forms when the oldest of them is due.
    private void Count(in BlockHash hash, long bytes)
    {
        lock (_turn)
        {
            _order.Enqueue((hash, bytes + EntryBytes));
            _bytes += bytes + EntryBytes;
            while (_bytes > bytesMax && _order.TryDequeue(out var oldest))
            {
                _bytes -= oldest.Bytes;
                _blocks.TryRemove(oldest.Hash, out _);
            }
        }
    }
}
