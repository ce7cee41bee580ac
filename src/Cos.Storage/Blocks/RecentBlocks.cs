using Cos.Chain.Ports;
using Cos.Primitives.Values;

namespace Cos.Storage.Blocks;

/// <summary>The newest blocks committed, with their footprints, so that who follows the chain closely need not read them back. Bounded by the bytes of their transactions.</summary>
internal sealed class RecentBlocks
{
    private const int BlocksMax = 64;
    private const long BytesMax = 32L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<BlockHash, ExecutedBlock> _blocks = [];
    private readonly Queue<(BlockHash Hash, long Bytes)> _order = [];
    private long _bytes;

    /// <summary>Keeps a block; the oldest go.</summary>
    public void Add(ExecutedBlock block)
    {
        var bytes = 0L;
        foreach (var transaction in block.Block.Transactions)
        {
            bytes += transaction.EncodedLength;
        }

        lock (_gate)
        {
            if (bytes > BytesMax || !_blocks.TryAdd(block.Hash, block))
            {
                return;
            }

            _order.Enqueue((block.Hash, bytes));
            _bytes += bytes;
            while (_order.Count > BlocksMax || _bytes > BytesMax)
            {
                var oldest = _order.Dequeue();
                _bytes -= oldest.Bytes;
                _blocks.Remove(oldest.Hash);
            }
        }
    }

    /// <summary>The block, or null.</summary>
    public ExecutedBlock? Find(in BlockHash hash)
    {
        lock (_gate)
        {
            return _blocks.GetValueOrDefault(hash);
        }
    }
}
