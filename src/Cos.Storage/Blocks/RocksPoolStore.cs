using Cos.Chain.Ports;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Blocks;

/// <summary>The pool's transactions in RocksDB.</summary>
public sealed class RocksPoolStore : IPoolStore
{
    private readonly RocksDatabase _database;

    /// <summary>The pooled transactions in <paramref name="database"/>.</summary>
    public RocksPoolStore(RocksDatabase database) => _database = database;

    /// <inheritdoc />
    public void Put(IReadOnlyList<Transaction> transactions)
    {
        using var batch = _database.NewBatch();
        for (var i = 0; i < transactions.Count; i++)
        {
            batch.Put(Column.Pool, transactions[i].Hash.Value.Bytes, transactions[i].Encoded.Span);
        }

        batch.Write(sync: false);
    }

    /// <inheritdoc />
    public void Remove(IReadOnlyList<TxHash> hashes)
    {
        using var batch = _database.NewBatch();
        for (var i = 0; i < hashes.Count; i++)
        {
            batch.Delete(Column.Pool, hashes[i].Value.Bytes);
        }

        batch.Write(sync: false);
    }

    /// <inheritdoc />
    public IEnumerable<ReadOnlyMemory<byte>> LoadAll()
    {
        using var now = _database.TakeSnapshot();
        using var entries = _database.Iterate(Column.Pool, now);
        for (var isHere = entries.Seek([]); isHere; isHere = entries.Next())
        {
            yield return entries.Value.ToArray();
        }
    }
}
