using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>The database at one moment. Readers share it freely; it is released when the last of them lets go of it.</summary>
public sealed class RocksSnapshot
{
    private readonly RocksDatabase _database;
    private readonly Snapshot _snapshot;

    internal RocksSnapshot(RocksDatabase database, Snapshot snapshot)
    {
        (_database, _snapshot) = (database, snapshot);
        Options = new ReadOptions().SetSnapshot(snapshot);
    }

    /// <summary>Releases the snapshot: readers on any thread may hold it, so only the collector knows when none does.</summary>
    ~RocksSnapshot() => _database.Release(_snapshot);

    internal ReadOptions Options { get; }
}
