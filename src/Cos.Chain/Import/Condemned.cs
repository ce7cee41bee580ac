using Cos.Chain.Pool;
using Cos.Primitives.Values;

namespace Cos.Chain.Import;

/// <summary>Hashes of blocks found invalid, so that what builds on them costs nothing (consensus.md, Limits). The oldest are forgotten.</summary>
internal sealed class Condemned
{
    private const int HashesMax = 4_096;

    private readonly HashSet<BlockHash> _hashes = new(SeededComparer.Instance);
    private readonly Queue<BlockHash> _order = new();

    public bool Contains(in BlockHash hash) => _hashes.Contains(hash);

    public void Add(in BlockHash hash)
    {
        if (!_hashes.Add(hash)) return;
        _order.Enqueue(hash);
        if (_order.Count > HashesMax) _hashes.Remove(_order.Dequeue());
    }
}
