using Cos.Chain.Ports;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>The pool's changes on their way to the store, in bunches: one write for many.</summary>
internal sealed class PoolChanges
{
    /// <summary>Changes kept before they are written.</summary>
    public const int BunchMax = 512;

    private readonly List<Transaction> _put = [];
    private readonly HashSet<TxHash> _removed = new(SeededComparer.Instance);

    public bool IsBunch => _put.Count + _removed.Count >= BunchMax;

    public void Put(Transaction transaction)
    {
        _removed.Remove(transaction.Hash); // it came back
        _put.Add(transaction);
    }

    public void Remove(in TxHash hash) => _removed.Add(hash);

    /// <summary>Writes what has gathered. A transaction that came and went between two writes is put and then removed.</summary>
    public void WriteTo(IPoolStore store)
    {
        if (_put.Count > 0) store.Put(_put);
        if (_removed.Count > 0) store.Remove([.. _removed]);
        _put.Clear();
        _removed.Clear();
    }
}
