using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Blocks;

/// <summary>The newest slot that each local key has sealed, on disk before the header leaves.</summary>
public sealed class RocksSigningJournal : ISigningJournal
{
    private readonly RocksDatabase _database;

    /// <summary>The journal in <paramref name="database"/>.</summary>
    public RocksSigningJournal(RocksDatabase database) => _database = database;

    /// <inheritdoc />
    public bool TryReserve(in Hash256 key, ulong slot)
    {
        var newest = _database.Get(Column.SealedSlots, key.Bytes);
        if (newest is not null && SchemaKey.HeightIn(newest) >= slot)
        {
            return false;
        }

        using var batch = _database.NewBatch();
        batch.Put(Column.SealedSlots, key.Bytes, SchemaKey.OfHeight(slot));
        batch.Write(sync: true);
        return true;
    }
}
