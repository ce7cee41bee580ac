using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Values;
using Cos.Storage.Schema;
using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>One chain's RocksDB: its column families, its write options and its snapshots. One process at a time.</summary>
/// <remarks>
/// Readers and writers on any thread hold the native database open while they are inside it: closing waits for the last of them to leave, and
/// whoever comes later gets an <see cref="ObjectDisposedException"/> instead of memory that is gone.
/// </remarks>
public sealed class RocksDatabase : IDisposable
{
    private const ulong CurrentSchema = 1;

    private readonly RocksDb _database;
    private readonly ColumnFamilyHandle[] _columns;
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly WriteOptions _buffered = new WriteOptions().SetSync(false);
    private int _users = 1; // the owner
    private int _isClosing;
    private int _isClosed;

    [SuppressMessage("Usage", "CA1816", Justification = "Left to the collector, it could close before the snapshots of it are released.")]
    private RocksDatabase(RocksDb database)
    {
        _database = database;
        _columns = [.. Enum.GetValues<Column>().Select(column => database.GetColumnFamily(ColumnSettings.NameOf(column)))];
        GC.SuppressFinalize(database);
    }

    /// <summary>Opens or makes the database in <paramref name="folder"/> with a read cache of <paramref name="cacheBytes"/>.</summary>
    /// <exception cref="StorageException">The folder is in use, damaged, not writable, or of another version.</exception>
    public static RocksDatabase Open(string folder, ulong cacheBytes)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var database = new RocksDatabase(RocksDb.Open(ColumnSettings.OfDatabase(), folder, ColumnSettings.OfColumns(cacheBytes)));
            database.CheckSchema(folder);
            return database;
        }
        catch (RocksDbException refused) when (IsLocked(refused.Message))
        {
            throw new StorageException($"data folder {folder} is in use by another process; stop it or choose another folder", refused);
        }
        catch (RocksDbException refused)
        {
            throw new StorageException($"the database in {folder} does not open: {refused.Message}", refused);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"data folder {folder} cannot be used: {refused.Message}", refused);
        }
    }

    /// <summary>Starts a batch of writes that happen all or not at all; dispose it.</summary>
    public RocksBatch NewBatch() => new(this);

    /// <summary>The value at a key now, or null.</summary>
    public byte[]? Get(Column column, ReadOnlySpan<byte> key)
    {
        Enter();
        try
        {
            return _database.Get(key, HandleOf(column), null);
        }
        catch (RocksDbException refused)
        {
            throw Unreadable(refused);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>The value at a key as of <paramref name="snapshot"/>, or null.</summary>
    public byte[]? Get(Column column, ReadOnlySpan<byte> key, RocksSnapshot snapshot)
    {
        Enter();
        try
        {
            return _database.Get(key, HandleOf(column), snapshot.Options);
        }
        catch (RocksDbException refused)
        {
            throw Unreadable(refused);
        }
        finally
        {
            Leave();
            GC.KeepAlive(snapshot); // its finaliser must not release it while RocksDB reads
        }
    }

    /// <summary>Reads the value at a key as of <paramref name="snapshot"/> in place; the default where there is none.</summary>
    public TValue? Get<TValue>(Column column, ReadOnlySpan<byte> key, RocksSnapshot snapshot, ISpanDeserializer<TValue> decoder)
    {
        Enter();
        try
        {
            return _database.Get(key, decoder, HandleOf(column), snapshot.Options);
        }
        catch (RocksDbException refused)
        {
            throw Unreadable(refused);
        }
        finally
        {
            Leave();
            GC.KeepAlive(snapshot);
        }
    }

    /// <summary>An iterator over a column as of <paramref name="snapshot"/>; dispose it.</summary>
    public RocksIterator Iterate(Column column, RocksSnapshot snapshot) => new(this, column, snapshot);

    /// <summary>The database as it is at this moment, kept readable while it moves on.</summary>
    public RocksSnapshot TakeSnapshot()
    {
        Enter();
        try
        {
            return new RocksSnapshot(this, _database.CreateSnapshot());
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Closes the database, at once or when the last reader inside it leaves.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            Leave();
        }
    }

    internal ColumnFamilyHandle HandleOf(Column column) => _columns[(int)column];

    /// <summary>Keeps the native database open until <see cref="Leave"/>.</summary>
    internal void Enter() => ObjectDisposedException.ThrowIf(!TryEnter(), this);

    /// <summary>As <see cref="Enter"/>; false once the database is closed or about to be.</summary>
    internal bool TryEnter()
    {
        // Counted first: whoever sees the database open afterwards is counted before it can close.
        Interlocked.Increment(ref _users);
        if (Volatile.Read(ref _isClosing) == 0)
        {
            return true;
        }

        Leave();
        return false;
    }

    internal void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0 && Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _database.Dispose();
        }
    }

    internal Iterator NewIterator(Column column, ReadOptions options) => _database.NewIterator(HandleOf(column), options);

    internal void Write(WriteBatch batch, bool sync)
    {
        try
        {
            _database.Write(batch, sync ? _synced : _buffered);
        }
        catch (RocksDbException refused)
        {
            throw new StorageException($"the database does not take a write: {refused.Message}", refused);
        }
    }

    /// <summary>What a read that failed means to the operator: RocksDB checks its blocks as it reads them.</summary>
    internal static StorageException Unreadable(RocksDbException refused) => new($"the database does not read: {refused.Message}", refused);

    private static bool IsLocked(string message) =>
        message.StartsWith("IO error: While lock file", StringComparison.Ordinal) || message.StartsWith("IO error: lock hold by current process", StringComparison.Ordinal);

    private void CheckSchema(string folder)
    {
        var found = Get(Column.Meta, MetaKey.SchemaVersion);
        var current = SchemaKey.OfHeight(CurrentSchema);
        if (found is null)
        {
            using var batch = NewBatch();
            batch.Put(Column.Meta, MetaKey.SchemaVersion, current);
            batch.Write(sync: true);
        }
        else if (!found.AsSpan().SequenceEqual(current))
        {
            Dispose();
            throw new StorageException($"the database in {folder} has schema {Hex.Encode(found)}, this node reads {Hex.Encode(current)}: export the chain with the version that wrote it", null);
        }
    }
}
