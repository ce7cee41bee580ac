using Cos.Primitives.Blocks;

namespace Cos.Chain.Import;

/// <summary>Blocks whose slots begin within a turn, kept until then; the newest arrivals are refused a full room.</summary>
internal sealed class WaitingRoom
{
    private const int BlocksMax = 64;

    private readonly PriorityQueue<Block, ulong> _blocks = new();

    public void Keep(Block block, ulong slot)
    {
        if (_blocks.Count < BlocksMax) _blocks.Enqueue(block, slot);
    }

    /// <summary>Takes the block of the earliest slot, if that is not after <paramref name="slot"/>.</summary>
    public bool TryTake(ulong slot, out Block? block)
    {
        block = null;
        return _blocks.TryPeek(out _, out var earliest) && earliest <= slot && _blocks.TryDequeue(out block, out _);
    }
}
