using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Tests.Rocks;

public sealed class RocksDatabaseTests
{
    private const ulong CacheBytes = 1 << 20;

    [Test]
    public void Refuses_a_folder_that_is_in_use_and_says_so()
    {
        using var folder = new TemporaryFolder();
        using var first = RocksDatabase.Open(folder.Path, CacheBytes);
        Assert.That(() => RocksDatabase.Open(folder.Path, CacheBytes), Throws.TypeOf<StorageException>().With.Message.Contains("is in use"));
    }

    [Test]
    public void Refuses_a_database_of_another_schema()
    {
        using var folder = new TemporaryFolder();
        using (var database = RocksDatabase.Open(folder.Path, CacheBytes))
        {
            using var batch = database.NewBatch();
            batch.Put(Column.Meta, MetaKey.SchemaVersion, SchemaKey.OfHeight(999));
            batch.Write(sync: true);
        }

        Assert.That(() => RocksDatabase.Open(folder.Path, CacheBytes), Throws.TypeOf<StorageException>().With.Message.Contains("schema"));
    }

    [Test]
    public void Refuses_a_damaged_database_by_name()
    {
        using var folder = new TemporaryFolder();
        RocksDatabase.Open(folder.Path, CacheBytes).Dispose();
        File.WriteAllText(Path.Combine(folder.Path, "CURRENT"), "nothing of the kind\n");
        Assert.That(() => RocksDatabase.Open(folder.Path, CacheBytes), Throws.TypeOf<StorageException>().With.Message.Contains("does not open"));
    }

    [Test]
    public void Shows_a_snapshot_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var before = database.TakeSnapshot();
        using (var batch = database.NewBatch())
        {
            batch.Put(Column.Pool, "key"u8, "value"u8);
            batch.Write(sync: false);
        }

        Assert.That(database.Get(Column.Pool, "key"u8, before), Is.Null);
        Assert.That(database.Get(Column.Pool, "key"u8), Is.Not.Null);
        GC.KeepAlive(before);
    }
}
