using Cos.Storage.Schema;
using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>Writes to several columns that happen all or not at all, in order: a later one of the same key wins. Dispose it, since it keeps the database open.</summary>
public sealed class RocksBatch : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly WriteBatch _batch;
    private bool _isDisposed;

    internal RocksBatch(RocksDatabase database)
    {
        database.Enter();
        (_database, _batch) = (database, new WriteBatch());
    }

    /// <summary>Sets a value.</summary>
    public void Put(Column column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => _batch.Put(key, value, _database.HandleOf(column));

    /// <summary>Removes a key; a missing one is no error.</summary>
    public void Delete(Column column, ReadOnlySpan<byte> key) => _batch.Delete(key, _database.HandleOf(column));

    /// <summary>Writes all of it; with <paramref name="sync"/> it is on the disk when this returns.</summary>
    /// <exception cref="StorageException">The disk does not take it; nothing of it was written.</exception>
    public void Write(bool sync) => _database.Write(_batch, sync);

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _batch.Dispose();
            _database.Leave();
        }
    }
}
