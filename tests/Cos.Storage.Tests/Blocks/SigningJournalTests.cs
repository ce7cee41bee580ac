using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Storage.Blocks;
using Cos.Storage.Memory;
using Cos.Storage.Rocks;

namespace Cos.Storage.Tests.Blocks;

public sealed class SigningJournalTests
{
    private const ulong CacheBytes = 1 << 20;

    private static readonly Hash256 OneKey = BlockMaker.Topic(1);
    private static readonly Hash256 OtherKey = BlockMaker.Topic(2);

    [Test]
    public void Reserves_a_slot_once_and_none_before_it()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        foreach (ISigningJournal journal in (ISigningJournal[])[new RocksSigningJournal(database), new MemorySigningJournal()])
        {
            Assert.That(journal.TryReserve(OneKey, 0), Is.True);
            Assert.That(journal.TryReserve(OneKey, 0), Is.False);
            Assert.That(journal.TryReserve(OneKey, 300), Is.True);
            Assert.That(journal.TryReserve(OneKey, 300), Is.False);
            Assert.That(journal.TryReserve(OneKey, 299), Is.False);
            Assert.That(journal.TryReserve(OtherKey, 299), Is.True);
            Assert.That(journal.TryReserve(OneKey, 301), Is.True);
        }
    }

    [Test]
    public void Remembers_a_slot_after_a_crash()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        Assert.That(new RocksSigningJournal(database).TryReserve(OneKey, 41), Is.True);

        using var crashed = folder.Copy();
        using var reopened = RocksDatabase.Open(crashed.Path, CacheBytes);
        var journal = new RocksSigningJournal(reopened);
        Assert.That(journal.TryReserve(OneKey, 41), Is.False);
        Assert.That(journal.TryReserve(OneKey, 40), Is.False);
        Assert.That(journal.TryReserve(OneKey, 42), Is.True);
    }
}
