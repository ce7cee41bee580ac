using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;
using Cos.Storage.States;

namespace Cos.Storage.Tests.Blocks;

public sealed class CrashTests
{
    private const ulong CacheBytes = 1 << 20;
    private const int Cuts = 40;

    [Test]
    public void Comes_back_to_one_moment_of_blocks_and_state_whatever_byte_the_log_ends_at([Range(1, 2)] int seed)
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, CacheBytes);
        var (store, states, model) = (new RocksBlockStore(database), new RocksStateStore(database, CacheBytes, 0), new ChainModel(seed));
        var heads = new List<BlockHash?> { null };
        for (var step = 0; step < 40; step++)
        {
            BlockStoreTests.Commit(model, store);
            heads.Add(store.Head);
            if (step % 5 == 0)
            {
                FlushFinal(states, model);
            }
        }

        var seen = new HashSet<BlockHash?>();
        for (var cut = 0; cut <= Cuts; cut++)
        {
            using var crashed = folder.Copy();
            var log = new FileInfo(Directory.EnumerateFiles(crashed.Path, "*.log").Order().Last());
            using (var file = log.Open(FileMode.Open))
            {
                file.SetLength(log.Length * cut / Cuts);
            }

            using var reopened = RocksDatabase.Open(crashed.Path, CacheBytes);
            var after = new RocksBlockStore(reopened);
            Assert.That(heads, Has.Member(after.Head));
            seen.Add(after.Head);
            AssertConsistent(after, new RocksStateStore(reopened, CacheBytes, 0), seed);
        }

        Assert.That(seen, Has.Count.GreaterThan(10).And.Member(store.Head));
    }

    // Blocks without changes: the height and the hash are what matters here.
    private static void FlushFinal(RocksStateStore states, ChainModel model)
    {
        var layers = new List<StateLayer>();
        IWorldState parent = states.Current;
        for (var number = states.IsEmpty ? 0 : states.Height + 1; number <= model.Final!.Number; number++)
        {
            parent = new StateLayer(parent, number, model.Canonical[(int)number].Hash, StateDiff.None, new TrieUpdate(Account.EmptyRoot, [], []));
            layers.Add((StateLayer)parent);
        }

        states.Flush(layers);
    }

    private static void AssertConsistent(RocksBlockStore store, RocksStateStore states, int seed)
    {
        if (store.Head is not { } head)
        {
            Assert.That(states.IsEmpty && !store.TryGetCanonicalHash(0, out _), Is.True);
            return;
        }

        var transactions = new List<(TxHash, TransactionLocation)>();
        ExecutedBlock? child = null;
        for (var hash = head; child is not { Number: 0 }; hash = child.Header.ParentHash)
        {
            Assert.That(store.TryGetExecuted(hash, out var block), Is.True);
            Assert.That(store.TryGetCanonicalHash(block!.Number, out var canonical) ? canonical : BlockHash.Zero, Is.EqualTo(hash));
            Assert.That(child is null || block.Number + 1 == child.Number, Is.True);
            transactions.AddRange(block.Block.Transactions.Select((transaction, i) => (transaction.Hash, new TransactionLocation(hash, block.Number, i))));
            child = block;
        }

        Assert.That(store.TryGetHeader(head, out var tip) && !store.TryGetCanonicalHash(tip.Number + 1, out _), Is.True);
        foreach (var transaction in new BlockMaker(seed).Transactions.Select(transaction => transaction.Hash))
        {
            var isFound = store.TryFindTransaction(transaction, out var location);
            TransactionLocation[] found = isFound ? [location] : [];
            Assert.That(found, Is.EqualTo(transactions.Where(place => place.Item1 == transaction).Select(place => place.Item2)));
        }

        Assert.That(store.TryGetHeader(store.Final!.Value, out var final) && store.TryGetCanonicalHash(final.Number, out var onChain) && onChain == store.Final, Is.True);
        Assert.That(store.NewestCertificate is null || store.NewestCertificate.BlockHash == store.Final, Is.True);
        Assert.That(states.IsEmpty || (states.Height <= final!.Number && store.TryGetCanonicalHash(states.Height, out var flushed) && flushed == states.BlockHash), Is.True);
    }
}
