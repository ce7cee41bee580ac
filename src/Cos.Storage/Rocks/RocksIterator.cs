using Cos.Storage.Schema;
using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>Walks a column in order of keys, as of a snapshot. One thread at a time; dispose it, since it keeps the database open.</summary>
public sealed class RocksIterator : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly RocksSnapshot _snapshot;
    private readonly Iterator _iterator;
    private bool _isDisposed;

    internal RocksIterator(RocksDatabase database, Column column, RocksSnapshot snapshot)
    {
        (_database, _snapshot) = (database, snapshot);
        database.Enter();
        _iterator = database.NewIterator(column, snapshot.Options);
    }

    /// <summary>The key here, until the next move.</summary>
    public ReadOnlySpan<byte> Key => _iterator.GetKeySpan();

    /// <summary>The value here, until the next move.</summary>
    public ReadOnlySpan<byte> Value => _iterator.GetValueSpan();

    /// <summary>Goes to the first key that is not below <paramref name="key"/>; false when there is none.</summary>
    public bool Seek(ReadOnlySpan<byte> key)
    {
        _iterator.Seek(key);
        return IsAtEntry();
    }

    /// <summary>Goes to the last key that is not above <paramref name="key"/>; false when there is none.</summary>
    public bool SeekBack(ReadOnlySpan<byte> key)
    {
        _iterator.SeekForPrev(key);
        return IsAtEntry();
    }

    /// <summary>Goes to the key before; false when there is none.</summary>
    public bool Previous()
    {
        _iterator.Prev();
        return IsAtEntry();
    }

    /// <summary>Goes to the next key; false when there is none.</summary>
    public bool Next()
    {
        _iterator.Next();
        return IsAtEntry();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _iterator.Dispose();
            _database.Leave();
            GC.KeepAlive(_snapshot); // until here the iterator reads as of it
        }
    }

    // A read that failed ends an iterator as the last key does: told apart here, or damage would pass for absence.
    private bool IsAtEntry()
    {
        if (_iterator.Valid())
        {
            return true;
        }

        try
        {
            Native.Instance.rocksdb_iter_get_error(_iterator.Handle);
        }
        catch (RocksDbException refused)
        {
            throw RocksDatabase.Unreadable(refused);
        }

        return false;
    }
}
