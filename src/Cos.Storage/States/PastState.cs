using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>The flat state of an older height: the first reverse diff after it that names a key says what the key was then; without one it has not changed since.</summary>
public sealed class PastState : IStateView
{
    private readonly RocksDatabase _database;
    private readonly RocksWorld _newest;
    private readonly ulong _height;

    /// <summary>The state at <paramref name="height"/>, which is not above that of <paramref name="newest"/>.</summary>
    public PastState(RocksDatabase database, RocksWorld newest, ulong height) => (_database, _newest, _height) = (database, newest, height);

    /// <inheritdoc />
    public bool TryGetAccount(in Address address, out Account account)
    {
        if (!TryFindBefore(Column.AccountHistory, address.Bytes, out var bytes))
        {
            return _newest.TryGetAccount(address, out account);
        }

        account = bytes.Length == 0 ? Account.Empty : AccountBytes.Decode(bytes);
        return bytes.Length != 0;
    }

    /// <inheritdoc />
    public UInt256 GetStorage(in Address address, in UInt256 slot)
    {
        Span<byte> key = stackalloc byte[SchemaKey.SlotBytes];
        SchemaKey.WriteSlot(address, slot, key);
        return TryFindBefore(Column.SlotHistory, key, out var bytes) ? UInt256.FromBigEndian(bytes) : _newest.GetStorage(address, slot);
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _newest.GetCode(codeHash);

    private bool TryFindBefore(Column column, ReadOnlySpan<byte> key, out byte[] bytes)
    {
        using var entries = _database.Iterate(column, _newest.Snapshot);
        var isFound = entries.Seek(SchemaKey.WithHeight(key, _height + 1)) && entries.Key[..^SchemaKey.HeightBytes].SequenceEqual(key);
        bytes = isFound ? entries.Value.ToArray() : [];
        return isFound;
    }
}
