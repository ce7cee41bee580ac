using Cos.Storage.Schema;
using RocksDbSharp;

namespace Cos.Storage.Rocks;

/// <summary>How RocksDB keeps the database and each of its columns.</summary>
internal static class ColumnSettings
{
    private const ulong WriteBufferBytes = 32UL << 20;
    private const ulong AllWriteBuffersBytes = 256UL << 20;
    private const ulong WalBytes = 512UL << 20;
    private const ulong LogFileBytes = 4UL << 20;
    private const ulong LogFilesKept = 3;
    private const ulong SyncStepBytes = 1UL << 20;
    private const ulong BlobBytesMin = 2048;
    private const int OpenFilesMax = 1024;
    private const int BloomBitsPerKey = 10;

    /// <summary>RocksDB's name of a column.</summary>
    public static string NameOf(Column column) => column == Column.Unspecified ? ColumnFamilies.DefaultName : column.ToString();

    /// <summary>The settings of the database as a whole.</summary>
    public static DbOptions OfDatabase()
    {
        var options = new DbOptions().SetCreateIfMissing(true).SetCreateMissingColumnFamilies(true).SetMaxOpenFiles(OpenFilesMax)
            .SetKeepLogFileNum(LogFilesKept).SetMaxLogFileSize(LogFileBytes).SetInfoLogLevel(InfoLogLevel.Warn).IncreaseParallelism(Environment.ProcessorCount);

        // What a crash left of the log is read up to its first hole: whole batches, in the order they were written.
        return options.SetWalRecoveryMode(Recovery.PointInTime).SetMaxTotalWalSize(WalBytes).SetDbWriteBufferSize(AllWriteBuffersBytes).SetBytesPerSync(SyncStepBytes);
    }

    /// <summary>The columns, which share a read cache of <paramref name="cacheBytes"/>.</summary>
    public static ColumnFamilies OfColumns(ulong cacheBytes)
    {
        var table = new BlockBasedTableOptions()
            .SetBlockCache(Cache.CreateLru(cacheBytes))
            .SetFilterPolicy(BloomFilterPolicy.Create(BloomBitsPerKey, false))
            .SetCacheIndexAndFilterBlocks(true)
            .SetPinL0FilterAndIndexBlocksInCache(true);
        var columns = new ColumnFamilies();
        foreach (var column in Enum.GetValues<Column>())
        {
            columns.Add(NameOf(column), OfColumn(column, table));
        }

        return columns;
    }

    private static ColumnFamilyOptions OfColumn(Column column, BlockBasedTableOptions table)
    {
        var options = new ColumnFamilyOptions();
        options.SetBlockBasedTableFactory(table).SetWriteBufferSize(WriteBufferBytes).SetCompression(IsCompressed(column) ? Compression.Zstd : Compression.No);
        if (IsLarge(column))
        {
            // Keys are hashes, so compaction would rewrite everything again and again; large values beside the tree are written once.
            var native = Native.Instance;
            native.rocksdb_options_set_enable_blob_files(options.Handle, 1);
            native.rocksdb_options_set_min_blob_size(options.Handle, BlobBytesMin);
            native.rocksdb_options_set_blob_compression_type(options.Handle, (int)Compression.Zstd);
        }

        return options;
    }

    // Bodies, receipts, code and blooms compress well and are read rarely; hashes and balances do not.
    private static bool IsCompressed(Column column) => column is Column.Blooms || IsLarge(column);

    private static bool IsLarge(Column column) => column is Column.Blocks or Column.Receipts or Column.Codes;
}
