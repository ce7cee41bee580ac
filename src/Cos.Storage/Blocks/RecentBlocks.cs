using Cos.Chain.Ports;
using Cos.Primitives.Values;

namespace Cos.Storage.Blocks;

/// <summary>The newest blocks committed, with their footprints, so that who follows the chain closely need not read them back.</summary>
internal sealed class RecentBlocks
{
    private const int BlocksMax = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<BlockHash, ExecutedBlock> _blocks = [];
    private readonly Queue<BlockHash> _order = [];

    /// <summary>Keeps a block; the oldest goes.</summary>
    public void Add(ExecutedBlock block)
    {
        lock (_gate)
        {
            if (_blocks.TryAdd(block.Hash, block))
            {
                _order.Enqueue(block.Hash);
            }

            if (_order.Count > BlocksMax)
            {
                _blocks.Remove(_order.Dequeue());
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
