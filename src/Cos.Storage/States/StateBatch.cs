using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>Several blocks' changes of state on their way into one atomic batch, with the reverse diffs that lead back.</summary>
internal sealed class StateBatch : IDisposable
{
    private const int EntryOverheadBytes = 96;

    private readonly RocksDatabase _database;
    private readonly RocksWorld _before;
    private readonly RocksBatch _writes;
    private readonly List<PastNodes> _past = [];
    private StateTip _tip;

    public StateBatch(RocksDatabase database, RocksWorld before)
    {
        (_database, _before, _tip) = (database, before, before.Tip);
        _writes = database.NewBatch();
    }

    /// <summary>Accounts as they will be; null where deleted.</summary>
    public Dictionary<byte[], Account?> Accounts { get; } = new(BytesComparer.Instance);

    /// <summary>Slots as they will be.</summary>
    public Dictionary<byte[], UInt256> Slots { get; } = new(BytesComparer.Instance);

    /// <summary>Trie nodes as they will be; null where deleted.</summary>
    public Dictionary<byte[], byte[]?> Nodes { get; } = new(BytesComparer.Instance);

    /// <summary>The nodes each block replaced.</summary>
    public IReadOnlyList<PastNodes> Past => _past;

    /// <summary>The state that the batch leads to.</summary>
    public StateTip Tip => _tip;

    /// <summary>Adds the next block's changes. Nothing leads back from genesis.</summary>
    public void Add(StateLayer layer)
    {
        Invariant.Require(layer.BlockNumber == (_tip.IsNone ? 0 : _tip.Height + 1), "states are flushed in a row");
        var index = _tip.IsNone ? null : new HistoryIndexEntry();
        foreach (var change in layer.Diff.Accounts)
        {
            AddAccount(change, layer.BlockNumber, index);
        }

        foreach (var code in layer.Diff.Codes)
        {
            _writes.Put(Column.Codes, code.Hash.Bytes, code.Code.Span);
        }

        if (index is not null)
        {
            _writes.Put(Column.HistoryIndex, SchemaKey.OfHeight(layer.BlockNumber), index.Encode());
        }

        AddNodes(layer);
        _tip = new StateTip(layer.BlockNumber, layer.BlockHash, layer.StateRoot);
    }

    /// <summary>Writes it all: of what several blocks changed, the last value alone. <paramref name="pruning"/> adds what it no longer keeps.</summary>
    public void Write(HistoryPruning pruning)
    {
        foreach (var (key, account) in Accounts)
        {
            Put(Column.Accounts, key, account is { } kept ? AccountBytes.Encode(kept) : null);
        }

        Span<byte> bytes = stackalloc byte[32];
        foreach (var (key, value) in Slots)
        {
            if (value.IsZero)
            {
                _writes.Delete(Column.Slots, key);
            }
            else
            {
                _writes.Put(Column.Slots, key, bytes[..value.WriteMinimal(bytes)]);
            }
        }

        foreach (var (key, node) in Nodes)
        {
            Put(Column.TrieNodes, key, node);
        }

        pruning.AddTo(_writes, _before.Tip.Height, _tip.Height);
        _writes.Put(Column.Meta, MetaKey.StateTip, _tip.Encode());
        _writes.Write(sync: false);
    }

    /// <inheritdoc />
    public void Dispose() => _writes.Dispose();

    private void Put(Column column, byte[] key, byte[]? value)
    {
        if (value is null)
        {
            _writes.Delete(column, key);
        }
        else
        {
            _writes.Put(column, key, value);
        }
    }

    private void AddAccount(AccountChange change, ulong height, HistoryIndexEntry? index)
    {
        var key = change.Address.Bytes.ToArray();
        if (index is not null)
        {
            _writes.Put(Column.AccountHistory, SchemaKey.WithHeight(key, height), change.Before is { } before ? AccountBytes.Encode(before) : []);
            index.AddAccount(key);
        }

        Accounts[key] = change.After;

        // EIP-6780 leaves one way to lose slots that an older block set: an account of genesis with storage but neither nonce, balance nor code.
        var isWiped = (change.StorageWiped || change.After is null) && change.Before is { HasStorage: true };
        var wiped = isWiped ? SlotsOf(key) : null;
        foreach (var (slotKey, value) in wiped ?? [])
        {
            SetSlot(slotKey, value, UInt256.Zero, height, index);
        }

        foreach (var slot in change.Slots)
        {
            var slotKey = new byte[SchemaKey.SlotBytes];
            SchemaKey.WriteSlot(change.Address, slot.Slot, slotKey);
            SetSlot(slotKey, slot.Before, slot.After, height, wiped is not null && wiped.ContainsKey(slotKey) ? null : index);
        }
    }

    /// <summary>The slots of an account that are not zero before the block being added.</summary>
    private Dictionary<byte[], UInt256> SlotsOf(byte[] address)
    {
        var slots = new Dictionary<byte[], UInt256>(BytesComparer.Instance);
        using (var entries = _database.Iterate(Column.Slots, _before.Snapshot))
        {
            for (var isHere = entries.Seek(address); isHere && entries.Key.StartsWith(address); isHere = entries.Next())
            {
                slots[entries.Key.ToArray()] = UInt256.FromBigEndian(entries.Value);
            }
        }

        foreach (var (key, value) in Slots)
        {
            if (key.AsSpan().StartsWith(address))
            {
                slots[key] = value;
            }
        }

        foreach (var key in slots.Where(slot => slot.Value.IsZero).Select(slot => slot.Key).ToList())
        {
            slots.Remove(key);
        }

        return slots;
    }

    /// <summary>Sets a slot; without an <paramref name="index"/> nothing leads back, since there is no way or it is there.</summary>
    private void SetSlot(byte[] key, in UInt256 before, in UInt256 after, ulong height, HistoryIndexEntry? index)
    {
        if (index is not null)
        {
            Span<byte> bytes = stackalloc byte[32];
            _writes.Put(Column.SlotHistory, SchemaKey.WithHeight(key, height), bytes[..before.WriteMinimal(bytes)]);
            index.AddSlot(key);
        }

        Slots[key] = after;
    }

    private void AddNodes(StateLayer layer)
    {
        var before = new Dictionary<byte[], byte[]?>(layer.Nodes.Length, BytesComparer.Instance);
        var bytes = 0L;
        foreach (var (key, rlp) in layer.Nodes)
        {
            if (!Nodes.TryGetValue(key, out var old))
            {
                old = _before.NodeAt(key);
            }

            before[key] = old;
            bytes += EntryOverheadBytes + key.Length + (old?.Length ?? 0);
            Nodes[key] = rlp.Length == 0 ? null : rlp;
        }

        _past.Add(new PastNodes(layer.BlockNumber, _tip.StateRoot, before.GetAlternateLookup<ReadOnlySpan<byte>>(), bytes));
    }
}
