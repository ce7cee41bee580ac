using System.Collections.Concurrent;
using Cos.Chain.Ports;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Storage.Memory;

/// <summary>The pool store's twin in memory.</summary>
public sealed class MemoryPoolStore : IPoolStore
{
    private readonly ConcurrentDictionary<TxHash, ReadOnlyMemory<byte>> _transactions = new();

    /// <inheritdoc/>
    public void Put(IReadOnlyList<Transaction> transactions)
    {
        foreach (var transaction in transactions) _transactions[transaction.Hash] = transaction.Encoded;
    }

    /// <inheritdoc/>
    public void Remove(IReadOnlyList<TxHash> hashes)
    {
        foreach (var hash in hashes) _transactions.TryRemove(hash, out _);
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> LoadAll() => _transactions.Values;
}
