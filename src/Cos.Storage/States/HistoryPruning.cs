using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>Forgets reverse diffs older than the window, a few blocks with every flush.</summary>
internal sealed class HistoryPruning
{
    private const ulong BlocksPerFlushMax = 256;

    private readonly RocksDatabase _database;
    private readonly ulong _window;
    private long _floor;

    public HistoryPruning(RocksDatabase database, ulong window)
    {
        (_database, _window) = (database, window);
        var floor = database.Get(Column.Meta, MetaKey.HistoryFloor);
        _floor = floor is null ? 0 : checked((long)SchemaKey.HeightIn(floor));
    }

    /// <summary>The oldest height whose state can be opened.</summary>
    public ulong Floor => (ulong)Volatile.Read(ref _floor);

    /// <summary>Adds the deletions that are due when the state reaches <paramref name="height"/>.</summary>
    public void AddTo(RocksBatch writes, ulong height)
    {
        if (_window == 0 || height <= _window || height - _window <= Floor)
        {
            return;
        }

        var floor = Math.Min(height - _window, Floor + BlocksPerFlushMax);
        for (var gone = Floor + 1; gone <= floor; gone++)
        {
            Forget(writes, gone);
        }

        writes.Put(Column.Meta, MetaKey.HistoryFloor, SchemaKey.OfHeight(floor));
        Volatile.Write(ref _floor, checked((long)floor));
    }

    private void Forget(RocksBatch writes, ulong height)
    {
        var indexKey = SchemaKey.OfHeight(height);
        if (_database.Get(Column.HistoryIndex, indexKey) is not { } index)
        {
            return;
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
    }
}
