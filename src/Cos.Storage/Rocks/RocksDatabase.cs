using Cos.Primitives.Values;
using Cos.Storage.Schema;
using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>One chain's RocksDB: its column families, its write options and its snapshots. One process at a time.</summary>
public sealed class RocksDatabase : IDisposable
{
    private const uint CurrentSchema = 1;
    private const ulong WriteBufferBytes = 32UL << 20;
    private const ulong LogFileBytes = 4UL << 20;
    private const ulong LogFilesKept = 3;
    private const ulong WalBytes = 512UL << 20;
    private const int OpenFilesMax = 1024;
    private const int BloomBitsPerKey = 10;

    private readonly Lock _gate = new();
    private readonly RocksDb _database;
    private readonly ColumnFamilyHandle[] _columns;
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly WriteOptions _buffered = new WriteOptions().SetSync(false);
    private bool _isClosed;

    private RocksDatabase(RocksDb database)
    {
        _database = database;
        _columns = [.. Enum.GetValues<Column>().Select(column => database.GetColumnFamily(NameOf(column)))];
    }

    /// <summary>Opens or makes the database in <paramref name="folder"/> with a read cache of <paramref name="cacheBytes"/>.</summary>
    /// <exception cref="StorageException">The folder is in use, damaged, or of another version.</exception>
    public static RocksDatabase Open(string folder, ulong cacheBytes)
    {
        Directory.CreateDirectory(folder);
        var table = new BlockBasedTableOptions()
            .SetBlockCache(Cache.CreateLru(cacheBytes))
            .SetFilterPolicy(BloomFilterPolicy.Create(BloomBitsPerKey, false))
            .SetCacheIndexAndFilterBlocks(true)
            .SetPinL0FilterAndIndexBlocksInCache(true);
        var columns = new ColumnFamilies();
        foreach (var column in Enum.GetValues<Column>())
        {
            columns.Add(NameOf(column), new ColumnFamilyOptions().SetBlockBasedTableFactory(table).SetWriteBufferSize(WriteBufferBytes).SetCompression(CompressionOf(column)));
        }

        var options = new DbOptions().SetCreateIfMissing(true).SetCreateMissingColumnFamilies(true).SetMaxOpenFiles(OpenFilesMax).SetMaxTotalWalSize(WalBytes)
            .SetKeepLogFileNum(LogFilesKept).SetMaxLogFileSize(LogFileBytes).SetInfoLogLevel(InfoLogLevel.Warn).IncreaseParallelism(Environment.ProcessorCount);
        try
        {
            var database = new RocksDatabase(RocksDb.Open(options, folder, columns));
            database.CheckSchema(folder);
            return database;
        }
        catch (RocksDbException refused) when (refused.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            throw new StorageException($"data folder {folder} is in use by another process; stop it or choose another folder", refused);
        }
        catch (RocksDbException refused)
        {
            throw new StorageException($"the database in {folder} does not open: {refused.Message}", refused);
        }
    }

    /// <summary>Starts a batch of writes that happen all or not at all; dispose it.</summary>
    public RocksBatch NewBatch() => new(this);

    /// <summary>The value at a key now, or null.</summary>
    public byte[]? Get(Column column, ReadOnlySpan<byte> key) => _database.Get(key, HandleOf(column), null);

    /// <summary>The value at a key as of <paramref name="snapshot"/>, or null.</summary>
    public byte[]? Get(Column column, ReadOnlySpan<byte> key, RocksSnapshot snapshot)
    {
        var value = _database.Get(key, HandleOf(column), snapshot.Options);
        GC.KeepAlive(snapshot); // its finalizer must not release it while RocksDB reads
        return value;
    }

    /// <summary>An iterator over a column, now or as of a snapshot, which the caller keeps alive; dispose it.</summary>
    public Iterator Iterate(Column column, RocksSnapshot? snapshot) => _database.NewIterator(HandleOf(column), snapshot?.Options);

    /// <summary>The database as it is at this moment, kept readable while it moves on.</summary>
    public RocksSnapshot TakeSnapshot() => new(this, _database.CreateSnapshot());

    /// <summary>Closes the database; nothing may read it any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _database.Dispose();
        }
    }

    internal ColumnFamilyHandle HandleOf(Column column) => _columns[(int)column];

    internal void Write(WriteBatch batch, bool sync) => _database.Write(batch, sync ? _synced : _buffered);

    internal void Release(Snapshot snapshot)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                snapshot.Dispose();
            }
        }
    }

    private static string NameOf(Column column) => column == Column.Unspecified ? ColumnFamilies.DefaultName : column.ToString();

    // Bodies, receipts and code compress well and are read rarely; hashes and balances do not.
    private static Compression CompressionOf(Column column) =>
        column is Column.Blocks or Column.Receipts or Column.Codes or Column.Blooms ? Compression.Zstd : Compression.No;

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
