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
    public void Tells_damage_from_use_even_where_the_folder_s_name_speaks_of_locks()
    {
        using var folder = new TemporaryFolder();
        var inside = Path.Combine(folder.Path, "lock file of blocks");
        RocksDatabase.Open(inside, CacheBytes).Dispose();
        File.WriteAllText(Path.Combine(inside, "CURRENT"), "nothing of the kind\n");
        Assert.That(() => RocksDatabase.Open(inside, CacheBytes), Throws.TypeOf<StorageException>().With.Message.Contains("does not open"));
    }

    [Test]
    public void Refuses_a_folder_that_is_a_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        Assert.That(() => RocksDatabase.Open(file, CacheBytes), Throws.TypeOf<StorageException>().With.Message.Contains("cannot be used"));
    }

    [Test]
    public void Refuses_readers_once_it_is_closed()
    {
        using var folder = new TemporaryFolder();
        var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var moment = database.TakeSnapshot();
        database.Dispose();
        database.Dispose();
        Assert.That(() => database.Get(Column.Meta, "key"u8), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => database.Get(Column.Meta, "key"u8, moment), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => database.Iterate(Column.Meta, moment), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(database.NewBatch, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(database.TakeSnapshot, Throws.TypeOf<ObjectDisposedException>());
        moment.Dispose();
    }

    [Test]
    public void Stays_open_until_a_reader_inside_it_leaves()
    {
        using var folder = new TemporaryFolder();
        var database = RocksDatabase.Open(folder.Path, CacheBytes);
        using (var batch = database.NewBatch())
        {
            batch.Put(Column.Pool, "a"u8, "1"u8);
            batch.Put(Column.Pool, "b"u8, "2"u8);
            batch.Write(sync: false);
        }

        using (var moment = database.TakeSnapshot())
        using (var entries = database.Iterate(Column.Pool, moment))
        {
            Assert.That(entries.Seek("a"u8), Is.True);
            database.Dispose();
            Assert.That(entries.Next() && entries.Value.SequenceEqual("2"u8), Is.True);
            Assert.That(entries.Next(), Is.False);
            Assert.That(() => RocksDatabase.Open(folder.Path, CacheBytes), Throws.TypeOf<StorageException>());
        }

        RocksDatabase.Open(folder.Path, CacheBytes).Dispose();
    }

    [Test]
    public void Closes_under_readers_on_other_threads([Range(1, 10)] int round)
    {
        using var folder = new TemporaryFolder();
        var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var started = new CountdownEvent(2);
        Task Reader() => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; ; i++)
                {
                    using var moment = database.TakeSnapshot();
                    using var entries = database.Iterate(Column.Meta, moment);
                    entries.Seek([]);
                    database.Get(Column.Meta, MetaKey.SchemaVersion, moment);
                    if (i == round)
                    {
                        started.Signal();
                    }
                }
            },
            TaskCreationOptions.LongRunning);
        Task[] readers = [Reader(), Reader()];
        started.Wait();
        database.Dispose();
        foreach (var reader in readers)
        {
            Assert.That(() => reader.Wait(), Throws.TypeOf<AggregateException>().With.InnerException.TypeOf<ObjectDisposedException>());
        }

        RocksDatabase.Open(folder.Path, CacheBytes).Dispose();
    }

    [Test]
    public void Keeps_large_values_whole()
    {
        using var folder = new TemporaryFolder();
        var large = new byte[3 << 20];
        new Random(4).NextBytes(large);
        using (var database = RocksDatabase.Open(folder.Path, CacheBytes))
        {
            // More than the write buffers hold, so that most of it goes to files of its own.
            for (var i = 0; i < 30; i++)
            {
                using var batch = database.NewBatch();
                large[0] = (byte)i;
                batch.Put(Column.Blocks, [(byte)i], large);
                batch.Write(sync: false);
            }
        }

        using var reopened = RocksDatabase.Open(folder.Path, CacheBytes);
        for (var i = 0; i < 30; i++)
        {
            large[0] = (byte)i;
            Assert.That(reopened.Get(Column.Blocks, [(byte)i]).AsSpan().SequenceEqual(large), Is.True);
        }

        Assert.That(Directory.EnumerateFiles(folder.Path, "*.blob"), Is.Not.Empty);
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
