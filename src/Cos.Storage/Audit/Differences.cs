using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Audit;

/// <summary>Names the flat entries that are not what the tries hold, one look-up an entry: only when their fingerprints differ, since it takes long.</summary>
internal sealed class Differences(RocksDatabase database, RocksSnapshot snapshot, Hash256 root, AuditLog log)
{
    private const int SlotsAtOnce = 256;

    private readonly NodesOnDisk _nodes = new(database, snapshot);
    private bool _isNamed;
    private ulong _unknown; // flat entries that the tries lack

    /// <summary>Names wrong accounts; <paramref name="flat"/> and <paramref name="trie"/> say how many there are.</summary>
    internal void OfAccounts(ulong flat, ulong trie)
    {
        Begin(flat);
        using var entries = database.Iterate(Column.Accounts, snapshot);
        for (var isHere = entries.Seek([]); isHere && !log.IsFull; isHere = entries.Next())
        {
            log.CountEntry();
            if (entries.Key.Length == Address.Size && AccountBytes.TryDecode(entries.Value, out var account))
            {
                NameAccount(new Address(entries.Key), account);
            }
        }

        NameRest("account", flat, trie);
    }

    /// <summary>Names wrong slots; <paramref name="flat"/> and <paramref name="trie"/> say how many there are.</summary>
    internal void OfSlots(ulong flat, ulong trie)
    {
        Begin(flat);
        var address = Address.Zero;
        var slots = new List<UInt256>(SlotsAtOnce);
        var values = new List<UInt256>(SlotsAtOnce);
        using var entries = database.Iterate(Column.Slots, snapshot);
        for (var isHere = entries.Seek([]); isHere && !log.IsFull; isHere = entries.Next())
        {
            log.CountEntry();
            if (entries.Key.Length != SchemaKey.SlotBytes || !SlotBytes.TryDecode(entries.Value, out var value))
            {
                continue;
            }

            var here = new Address(entries.Key[..Address.Size]);
            if (here != address || slots.Count == SlotsAtOnce)
            {
                NameSlots(address, slots, values);
                address = here;
            }

            slots.Add(UInt256.FromBigEndian(entries.Key[Address.Size..]));
            values.Add(value);
        }

        NameSlots(address, slots, values);
        NameRest("slot", flat, trie);
    }

    private void Begin(ulong flat)
    {
        log.Begin(AuditStage.Differences, flat);
        (_isNamed, _unknown) = (false, 0);
    }

    private void NameAccount(in Address address, in Account account)
    {
        if (!StateProof.TryProve(_nodes, root, address, [], out var proof))
        {
            Name($"the account {address} cannot be looked up in the accounts trie");
        }
        else if (proof.Account is not { } known)
        {
            _unknown++;
            Name($"the flat account {address} holds {Words(account)}, the trie has no such account");
        }
        else if (known != account)
        {
            Name($"the flat account {address} holds {Words(account)}, the trie {Words(known)}");
        }
    }

    private void NameSlots(in Address address, List<UInt256> slots, List<UInt256> values)
    {
        if (!StateProof.TryProve(_nodes, root, address, [.. slots], out var proof))
        {
            Name($"slots of {address} cannot be looked up in its storage trie");
        }

        for (var i = 0; i < proof.Slots.Length; i++)
        {
            NameSlot(address, slots[i], values[i], proof.Slots[i].Value);
        }

        slots.Clear();
        values.Clear();
    }

    private void NameSlot(in Address address, in UInt256 slot, in UInt256 flat, in UInt256 trie)
    {
        if (flat != trie)
        {
            _unknown += trie.IsZero ? 1UL : 0;
            Name($"the flat slot {slot.ToHex()} of {address} holds {flat.ToHex()}, the trie {trie.ToHex()}");
        }
    }

    private void Name(string fault)
    {
        _isNamed = true;
        log.Add(fault);
    }

    // A leaf whose flat entry is lost has no name: the trie knows only its hash.
    private void NameRest(string entry, ulong flat, ulong trie)
    {
        if (log.IsFull)
        {
            return;
        }

        var found = flat - _unknown;
        if (found < trie)
        {
            log.Add($"the tries hold {trie} {entry}s, the flat state {found} of them: {trie - found} lost");
        }
        else if (!_isNamed)
        {
            log.Add($"the flat {entry}s and the tries differ");
        }
    }

    private static string Words(in Account account) =>
        $"nonce {account.Nonce}, balance {account.Balance} wei, code {account.CodeHash}, storage root {account.StorageRoot}";
}
