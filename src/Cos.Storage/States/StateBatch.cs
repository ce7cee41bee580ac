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
    private bool _isGenesis;
    private readonly List<PastNodes> _past = [];
    private Hash256 _root;

    public StateBatch(RocksDatabase database, RocksWorld before, bool isGenesis)
    {
        (_database, _before, _isGenesis, _root) = (database, before, isGenesis, before.StateRoot);
        Writes = database.NewBatch();
    }

    /// <summary>The writes so far.</summary>
    public RocksBatch Writes { get; }

    /// <summary>Accounts as they will be; null where deleted.</summary>
    public Dictionary<byte[], Account?> Accounts { get; } = new(BytesComparer.Instance);

    /// <summary>Slots as they will be.</summary>
    public Dictionary<byte[], UInt256> Slots { get; } = new(BytesComparer.Instance);

    /// <summary>Trie nodes as they will be; null where deleted.</summary>
    public Dictionary<byte[], byte[]?> Nodes { get; } = new(BytesComparer.Instance);

    /// <summary>The nodes each block replaced.</summary>
    public IReadOnlyList<PastNodes> Past => _past;

    /// <summary>Adds the next block's changes.</summary>
    public void Add(StateLayer layer)
    {
        var index = new HistoryIndexEntry();
        foreach (var change in layer.Diff.Accounts)
        {
            AddAccount(change, layer.BlockNumber, index);
        }

        foreach (var code in layer.Diff.Codes)
        {
            Writes.Put(Column.Codes, code.Hash.Bytes, code.Code.Span);
        }

        if (!_isGenesis)
        {
            Writes.Put(Column.HistoryIndex, SchemaKey.OfHeight(layer.BlockNumber), index.Encode());
        }

        AddNodes(layer);
        _root = layer.StateRoot;
        _isGenesis = false;
    }

    /// <inheritdoc />
    public void Dispose() => Writes.Dispose();

    private void AddAccount(AccountChange change, ulong height, HistoryIndexEntry index)
    {
        var key = change.Address.Bytes.ToArray();
        if (!_isGenesis)
        {
            Writes.Put(Column.AccountHistory, SchemaKey.WithHeight(key, height), change.Before is { } before ? AccountBytes.Encode(before) : []);
            index.AddAccount(key);
        }

        if (change.After is { } after)
        {
            Writes.Put(Column.Accounts, key, AccountBytes.Encode(after));
        }
        else
        {
            Writes.Delete(Column.Accounts, key);
        }

        Accounts[key] = change.After;
        if (change.StorageWiped)
        {
            Wipe(key, height, index);
        }

        foreach (var slot in change.Slots)
        {
            var slotKey = new byte[SchemaKey.SlotBytes];
            SchemaKey.WriteSlot(change.Address, slot.Slot, slotKey);
            SetSlot(slotKey, slot.Before, slot.After, height, index);
        }
    }

    // EIP-6780 leaves one way to lose slots that an older block set: an account of genesis with storage but neither nonce, balance nor code.
    private void Wipe(byte[] address, ulong height, HistoryIndexEntry index)
    {
        var values = new SortedDictionary<byte[], UInt256>(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        using (var slots = _database.Iterate(Column.Slots, _before.Snapshot))
        {
            for (slots.Seek(address.AsSpan()); slots.Valid() && slots.GetKeySpan().StartsWith(address); slots.Next())
            {
                values[slots.GetKeySpan().ToArray()] = UInt256.FromBigEndian(slots.GetValueSpan());
            }
        }

        foreach (var (key, value) in Slots)
        {
            if (key.AsSpan().StartsWith(address))
            {
                values[key] = value;
            }
        }

        foreach (var (key, value) in values)
        {
            if (!value.IsZero)
            {
                SetSlot(key, value, UInt256.Zero, height, index);
            }
        }
    }

    private void SetSlot(byte[] key, in UInt256 before, in UInt256 after, ulong height, HistoryIndexEntry index)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (!_isGenesis)
        {
            Writes.Put(Column.SlotHistory, SchemaKey.WithHeight(key, height), bytes[..before.WriteMinimal(bytes)]);
            index.AddSlot(key);
        }

        if (after.IsZero)
        {
            Writes.Delete(Column.Slots, key);
        }
        else
        {
            Writes.Put(Column.Slots, key, bytes[..after.WriteMinimal(bytes)]);
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
                old = _before.TryGetNode(key, out var stored) ? stored.ToArray() : null;
            }

            before[key] = old;
            bytes += EntryOverheadBytes + key.Length + (old?.Length ?? 0);
            if (rlp.Length == 0)
            {
                Writes.Delete(Column.TrieNodes, key);
                Nodes[key] = null;
            }
            else
            {
                Writes.Put(Column.TrieNodes, key, rlp);
                Nodes[key] = rlp;
            }
        }

        _past.Add(new PastNodes(layer.BlockNumber, _root, before.GetAlternateLookup<ReadOnlySpan<byte>>(), bytes));
    }
}
