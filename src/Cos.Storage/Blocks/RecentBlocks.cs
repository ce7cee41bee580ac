using Cos.Chain.Ports;
using Cos.Primitives.Values;

namespace Cos.Storage.Blocks;

/// <summary>The newest blocks committed, with their footprints, so that who follows the chain closely need not read them back. Bounded by about the memory that they take.</summary>
internal sealed class RecentBlocks
{
    private const int BlocksMax = 64;
    private const long BytesMax = 32L << 20;
    private const int ReceiptBytes = 768; // a transaction and its receipt with a bloom, beside what varies
    private const int LogBytes = 128;
    private const int TopicBytes = 32;
    private const int AddressBytes = 20;
    private const int MadeBytes = 48;

    private readonly Lock _gate = new();
    private readonly Dictionary<BlockHash, ExecutedBlock> _blocks = [];
    private readonly Queue<(BlockHash Hash, long Bytes)> _order = [];
    private long _bytes;

    /// <summary>Keeps a block, unless it alone takes all the room; the oldest go.</summary>
    public void Add(ExecutedBlock block)
    {
        var bytes = BytesOf(block);
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

    private static long BytesOf(ExecutedBlock block)
    {
        var footprint = block.Footprint;
        var bytes = ((long)footprint.Touched.Length * AddressBytes) + ((long)footprint.Made.Length * MadeBytes);
        foreach (var transaction in block.Block.Transactions)
        {
            bytes += transaction.EncodedLength;
        }

        foreach (var receipt in block.Receipts)
        {
            bytes += ReceiptBytes;
            foreach (var log in receipt.Logs)
            {
                bytes += LogBytes + ((long)log.Topics.Length * TopicBytes) + log.Payload.Length;
            }
        }

        return bytes;
    }
}
