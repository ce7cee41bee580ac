using Cos.Chain.Ports;
using Cos.Storage.Blocks;
using Cos.Storage.Memory;
using Cos.Storage.Rocks;

namespace Cos.Storage.Tests.Blocks;

public sealed class PoolStoreTests
{
    private const ulong CacheBytes = 1 << 20;

    [Test]
    public void Loads_what_was_put_and_not_removed()
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        foreach (IPoolStore store in (IPoolStore[])[new RocksPoolStore(database), new MemoryPoolStore()])
        {
            Fill(store);
            AssertKept(store);
        }
    }

    [Test]
    public void Loads_it_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        using (var database = RocksDatabase.Open(folder.Path, CacheBytes))
        {
            Fill(new RocksPoolStore(database));
        }

        using var reopened = RocksDatabase.Open(folder.Path, CacheBytes);
        AssertKept(new RocksPoolStore(reopened));
    }

    private static void Fill(IPoolStore store)
    {
        var transactions = new BlockMaker(3).Transactions;
        store.Put([.. transactions]);
        store.Put([transactions[0], transactions[5]]);
        store.Remove([transactions[1].Hash, transactions[4].Hash]);
        store.Remove([transactions[1].Hash]);
    }

    private static void AssertKept(IPoolStore store)
    {
        var kept = new BlockMaker(3).Transactions.Where((_, i) => i is not (1 or 4));
        Assert.That(store.LoadAll().Select(bytes => Convert.ToHexString(bytes.Span)), Is.EquivalentTo(kept.Select(transaction => Convert.ToHexString(transaction.Encoded.Span))));
    }
}
