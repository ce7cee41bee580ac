using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Storage.Memory;

/// <summary>The state store's twin in memory, with all of history.</summary>
public sealed class MemoryStateStore : IStateStore
{
    private readonly ConcurrentDictionary<ulong, MemoryWorld> _history = new();
    private volatile MemoryWorld _current = MemoryWorld.Empty;

    /// <inheritdoc/>
    public bool IsEmpty => _history.IsEmpty;

    /// <inheritdoc/>
    public ulong Height { get; private set; }

    /// <inheritdoc/>
    public BlockHash BlockHash { get; private set; }

    /// <inheritdoc/>
    public IWorldState Current => _current;

    /// <inheritdoc/>
    public void Flush(IReadOnlyList<StateLayer> oldestFirst)
    {
        foreach (var layer in oldestFirst)
        {
            Invariant.Require(IsEmpty ? layer.BlockNumber == 0 : layer.BlockNumber == Height + 1, "states are flushed in a row");
            _current = _current.With(layer);
            _history[layer.BlockNumber] = _current;
            (Height, BlockHash) = (layer.BlockNumber, layer.BlockHash);
        }
    }

    /// <inheritdoc/>
    public bool TryOpenAt(ulong height, [NotNullWhen(true)] out IStateView? view)
    {
        bool isFound = _history.TryGetValue(height, out var world);
        view = world;
        return isFound;
    }

    /// <inheritdoc/>
    public bool TryOpenWorldAt(ulong height, [NotNullWhen(true)] out IWorldState? world)
    {
        bool isFound = _history.TryGetValue(height, out var found);
        world = found;
        return isFound;
    }
}
