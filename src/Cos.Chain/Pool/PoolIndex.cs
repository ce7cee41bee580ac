using System.Collections.Concurrent;
using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>The pool's tables. The chain's thread writes them; any thread may look.</summary>
internal sealed class PoolIndex
{
    private int _pending;
    private int _count;

    public ConcurrentDictionary<TxHash, PoolEntry> ByHash { get; } = new(SeededComparer.Instance);

    public ConcurrentDictionary<Address, SenderQueue> BySender { get; } = new(SeededComparer.Instance);

    public int Count => Volatile.Read(ref _count);

    public (int Pending, int Queued) Counts
    {
        get
        {
            int pending = Volatile.Read(ref _pending);
            return (pending, Math.Max(0, Volatile.Read(ref _count) - pending));
        }
    }

    public ulong NextNonce(in Address sender) => BySender.TryGetValue(sender, out var queue) ? queue.NextNonce : 0;

    public bool TryFind(in TxHash hash, out PooledTransaction transaction)
    {
        bool found = ByHash.TryGetValue(hash, out var entry);
        transaction = entry is null ? default : new PooledTransaction(entry.Recovered, entry.IsPending);
        return found;
    }

    public IEnumerable<PooledTransaction> All()
    {
        foreach (var (_, entry) in ByHash) yield return new PooledTransaction(entry.Recovered, entry.IsPending);
    }

    public void Add(PoolEntry entry)
    {
        ByHash[entry.Hash] = entry;
        _count++;
    }

    public void Remove(PoolEntry entry)
    {
        if (ByHash.TryRemove(entry.Hash, out _)) _count--;
    }

    public void CountPending(int change) => Volatile.Write(ref _pending, _pending + change);
}
