using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>The world state in RocksDB: flat accounts and slots, trie nodes by path, and reverse diffs for the past.</summary>
public sealed class RocksStateStore : IStateStore
{
    private readonly RocksDatabase _database;
    private readonly StateCaches _caches;
    private readonly HistoryPruning _pruning;
    private readonly PastNodesWindow _window = new();
    private volatile RocksWorld _current;

    /// <summary>The state in <paramref name="database"/>, cached in about <paramref name="cacheBytes"/>; history is kept for <paramref name="historyBlocks"/> blocks, zero for all.</summary>
    public RocksStateStore(RocksDatabase database, ulong cacheBytes, ulong historyBlocks)
    {
        _database = database;
        _caches = new StateCaches(cacheBytes);
        _pruning = new HistoryPruning(database, historyBlocks);
        var tip = database.Get(Column.Meta, MetaKey.StateTip);
        _current = new RocksWorld(database, _caches, tip is null ? StateTip.None : StateTip.Decode(tip), 0);
    }

    /// <inheritdoc />
    public bool IsEmpty => _current.Tip.IsNone;

    /// <inheritdoc />
    public ulong Height => _current.Tip.Height;

    /// <inheritdoc />
    public BlockHash BlockHash => _current.Tip.BlockHash;

    /// <inheritdoc />
    public IWorldState Current => _current;

    /// <inheritdoc />
    public void Flush(IReadOnlyList<StateLayer> oldestFirst)
    {
        if (oldestFirst.Count == 0)
        {
            return;
        }

        using var batch = new StateBatch(_database, _current);
        foreach (var layer in oldestFirst)
        {
            batch.Add(layer);
        }

        batch.Write(_pruning);

        // In this order: the world of the new generation may only be seen when the caches hold what it changed, and not without the floor of its history.
        _pruning.Done();
        _caches.Accounts.Advance(batch.Accounts);
        _caches.Slots.Advance(batch.Slots);
        var generation = _caches.Nodes.Advance(batch.Nodes);
        _window.Add(batch.Past);
        _current = new RocksWorld(_database, _caches, batch.Tip, generation);
    }

    /// <inheritdoc />
    public bool TryOpenAt(ulong height, [NotNullWhen(true)] out IStateView? view)
    {
        var newest = _current;
        view = null;
        if (newest.Tip.IsNone || height > newest.Tip.Height || height < _pruning.Floor)
        {
            return false;
        }

        view = height == newest.Tip.Height ? newest : new PastState(_database, newest, height);
        return true;
    }

    /// <inheritdoc />
    public bool TryOpenWorldAt(ulong height, [NotNullWhen(true)] out IWorldState? world)
    {
        var newest = _current;
        world = null;
        if (newest.Tip.IsNone || height > newest.Tip.Height)
        {
            return false;
        }

        if (height == newest.Tip.Height)
        {
            world = newest;
            return true;
        }

        if (!TryOpenAt(height, out var flat) || !_window.TryFrom(height + 1, newest.Tip.Height, out var later))
        {
            return false;
        }

        world = new PastWorld(flat, newest, later);
        return true;
    }
}
