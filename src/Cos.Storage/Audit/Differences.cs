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

    /// <summary>Names wrong accounts; <paramref name="flat"/> and <paramref name="trie"/> say how many there are.</summary>
    internal void OfAccounts(ulong flat, ulong trie)
    {
        log.Begin(AuditStage.Differences, flat);
        var named = 0UL;
        using var entries = database.Iterate(Column.Accounts, snapshot);
        for (var isHere = entries.Seek([]); isHere && !log.IsFull; isHere = entries.Next())
        {
            log.CountEntry();
            if (entries.Key.Length == Address.Size && AccountBytes.TryDecode(entries.Value, out var account))
            {
                named += NameAccount(new Address(entries.Key), account) ? 1UL : 0;
            }
        }

        NameRest(named, "account", flat, trie);
    }

    /// <summary>Names wrong slots; <paramref name="flat"/> and <paramref name="trie"/> say how many there are.</summary>
    internal void OfSlots(ulong flat, ulong trie)
    {
        log.Begin(AuditStage.Differences, flat);
        var named = 0UL;
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
                named += NameSlots(address, slots, values);
                address = here;
            }

            slots.Add(UInt256.FromBigEndian(entries.Key[Address.Size..]));
            values.Add(value);
        }

        named += NameSlots(address, slots, values);
        NameRest(named, "slot", flat, trie);
    }

    private bool NameAccount(in Address address, in Account account)
    {
        if (!StateProof.TryProve(_nodes, root, address, [], out var proof))
        {
            log.Add($"the account {address} cannot be looked up in the accounts trie");
            return true;
        }

        if (proof.Account == account)
        {
            return false;
        }

        log.Add(proof.Account is { } known
            ? $"the flat account {address} holds {Words(account)}, the trie {Words(known)}"
            : $"the flat account {address} holds {Words(account)}, the trie has no such account");
        return true;
    }

    private ulong NameSlots(in Address address, List<UInt256> slots, List<UInt256> values)
    {
        var named = 0UL;
        if (slots.Count > 0)
        {
            var isFound = StateProof.TryProve(_nodes, root, address, [.. slots], out var proof);
            if (!isFound)
            {
                log.Add($"slots of {address} cannot be looked up in its storage trie");
                named++;
            }

            for (var i = 0; isFound && i < slots.Count; i++)
            {
                if (proof.Slots[i].Value != values[i])
                {
                    log.Add($"the flat slot {slots[i].ToHex()} of {address} holds {values[i].ToHex()}, the trie {proof.Slots[i].Value.ToHex()}");
                    named++;
                }
            }
        }

        slots.Clear();
        values.Clear();
        return named;
    }

    // A leaf whose flat entry is lost has no name: the trie knows only its hash.
    private void NameRest(ulong named, string entry, ulong flat, ulong trie)
    {
        if (flat < trie)
        {
            log.Add($"the tries hold {trie} {entry}s, the flat state {flat}: {trie - flat} lost");
        }
        else if (named == 0)
        {
            log.Add($"the flat {entry}s and the tries differ");
        }
    }

    private static string Words(in Account account) =>
        $"nonce {account.Nonce}, balance {account.Balance} wei, code {account.CodeHash}, storage root {account.StorageRoot}";
}
