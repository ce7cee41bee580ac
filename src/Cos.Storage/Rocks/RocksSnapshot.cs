using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>The database at one moment. Its only reader disposes it; where many share it, it is released when the last of them lets go of it.</summary>
public sealed class RocksSnapshot : IDisposable
{
    private readonly RocksDatabase _database;
    private Snapshot? _snapshot;

    internal RocksSnapshot(RocksDatabase database, Snapshot snapshot)
    {
        (_database, _snapshot) = (database, snapshot);
        Options = new ReadOptions().SetSnapshot(snapshot);
    }

    /// <summary>Releases the snapshot: readers on any thread may hold it, so only the collector knows when none does.</summary>
    ~RocksSnapshot() => Release();

    internal ReadOptions Options { get; }

    /// <summary>Releases the snapshot at once; nobody may read it any more.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    // A database that is closed has taken its snapshots with it.
    private void Release()
    {
        if (Interlocked.Exchange(ref _snapshot, null) is { } snapshot && _database.TryEnter())
        {
            snapshot.Dispose();
            _database.Leave();
        }
    }
}
