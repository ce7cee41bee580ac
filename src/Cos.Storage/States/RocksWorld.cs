using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>The flushed state at one moment: a snapshot of the database behind the shared caches. Never changes, so readers may keep it while the store moves on.</summary>
public sealed class RocksWorld : IWorldState
{
    private readonly RocksDatabase _database;
    private readonly StateCaches _caches;
    private readonly RocksSnapshot _snapshot;
    private readonly long _generation;

    /// <summary>The state whose caches are at <paramref name="generation"/>.</summary>
    public RocksWorld(RocksDatabase database, StateCaches caches, StateTip tip, long generation)
    {
        (_database, _caches, Tip, _generation) = (database, caches, tip, generation);
        _snapshot = database.TakeSnapshot();
    }

    /// <summary>Which block's state this is.</summary>
    public StateTip Tip { get; }

    /// <inheritdoc />
    public Hash256 StateRoot => Tip.StateRoot;

    internal RocksSnapshot Snapshot => _snapshot;

    /// <inheritdoc />
    public bool TryGetAccount(in Address address, out Account account)
    {
        if (!_caches.Accounts.TryGet(_generation, address.Bytes, out var found))
        {
            found = _database.Get(Column.Accounts, address.Bytes, _snapshot, AccountBytes.Decoder);
            _caches.Accounts.Offer(_generation, address.Bytes, found);
        }

        account = found ?? Account.Empty;
        return found is not null;
    }

    /// <inheritdoc />
    public UInt256 GetStorage(in Address address, in UInt256 slot)
    {
        Span<byte> key = stackalloc byte[SchemaKey.SlotBytes];
        SchemaKey.WriteSlot(address, slot, key);
        if (!_caches.Slots.TryGet(_generation, key, out var value))
        {
            value = _database.Get(Column.Slots, key, _snapshot, SlotBytes.Decoder);
            _caches.Slots.Offer(_generation, key, value);
        }

        return value;
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash)
    {
        if (codeHash == Account.EmptyCodeHash || codeHash == Hash256.Zero)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (_caches.Codes.TryGet(0, codeHash.Bytes, out var code))
        {
            return code;
        }

        code = _database.Get(Column.Codes, codeHash.Bytes);
        Invariant.Require(code is not null, "every code hash of the state has its code in the database");
        _caches.Codes.Offer(0, codeHash.Bytes, code);
        return code;
    }

    /// <inheritdoc />
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        var node = NodeAt(key);
        rlp = node;
        return node is not null;
    }

    /// <summary>The node at a key or null; the array is shared and never changes.</summary>
    internal byte[]? NodeAt(ReadOnlySpan<byte> key)
    {
        if (!_caches.Nodes.TryGet(_generation, key, out var node))
        {
            node = _database.Get(Column.TrieNodes, key, _snapshot);
            _caches.Nodes.Offer(_generation, key, node);
        }

        return node;
    }
}
