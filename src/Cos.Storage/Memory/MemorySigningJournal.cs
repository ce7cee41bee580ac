using Cos.Chain.Ports;
using Cos.Primitives.Values;

namespace Cos.Storage.Memory;

/// <summary>The signing journal's twin in memory.</summary>
public sealed class MemorySigningJournal : ISigningJournal
{
    private readonly Dictionary<Hash256, ulong> _newest = [];

    /// <inheritdoc/>
    public bool TryReserve(in Hash256 key, ulong slot)
    {
        if (_newest.TryGetValue(key, out var newest) && slot <= newest) return false;
        _newest[key] = slot;
        return true;
    }
}
