using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>Forgets reverse diffs older than the window, a few blocks with every flush.</summary>
internal sealed class HistoryPruning
{
    // A window that an operator made shorter is caught up with step by step; the batch of a flush stays small.
    private const int KeysPerFlushMax = 50_000;
    private const ulong SpareBlocksPerFlush = 2;

    private readonly RocksDatabase _database;
    private readonly ulong _window;
    private ulong _floor;
    private ulong _due;

    public HistoryPruning(RocksDatabase database, ulong window)
    {
        (_database, _window) = (database, window);
        var floor = database.Get(Column.Meta, MetaKey.HistoryFloor);
        _floor = _due = floor is null ? 0 : SchemaKey.HeightIn(floor);
    }

    /// <summary>The oldest height whose state can be opened.</summary>
    public ulong Floor => Volatile.Read(ref _floor);

    /// <summary>Adds the deletions that are due when the state moves from one height to another; only what is on disk already can go.</summary>
    public void AddTo(RocksBatch writes, ulong from, ulong to)
    {
        _due = Floor;
        if (_window == 0 || to <= _window)
        {
            return;
        }

        var floor = Math.Min(to - _window, from);
        var atLeast = Floor + (to - from) + SpareBlocksPerFlush; // or a chain of large blocks would outrun it
        var keys = 0;
        while (_due < floor && (keys < KeysPerFlushMax || _due < atLeast))
        {
            _due++;
            keys += Forget(writes, _due);
        }

        if (_due != Floor)
        {
            writes.Put(Column.Meta, MetaKey.HistoryFloor, SchemaKey.OfHeight(_due));
        }
    }

    /// <summary>Says that the batch of <see cref="AddTo"/> was written, before anyone sees the state that it led to.</summary>
    public void Done() => Volatile.Write(ref _floor, _due);

    private int Forget(RocksBatch writes, ulong height)
    {
        var indexKey = SchemaKey.OfHeight(height);
        if (_database.Get(Column.HistoryIndex, indexKey) is not { } index)
        {
            return 0;
        }

        var entry = HistoryIndexEntry.Decode(index);
        foreach (var key in entry.Accounts)
        {
            writes.Delete(Column.AccountHistory, SchemaKey.WithHeight(key, height));
        }

        foreach (var key in entry.Slots)
        {
            writes.Delete(Column.SlotHistory, SchemaKey.WithHeight(key, height));
        }

        writes.Delete(Column.HistoryIndex, indexKey);
        return entry.Accounts.Count + entry.Slots.Count;
    }
}
