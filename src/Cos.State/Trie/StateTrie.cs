using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.State.Trie;

/// <summary>
/// The state's Merkle Patricia tries: accounts by Keccak-256 of the address, each account's slots by Keccak-256 of the slot (Yellow Paper, 4.1
/// and appendix D).
/// </summary>
public static class StateTrie
{
    /// <summary>
    /// What a diff does to the tries of its parent state, reading only the nodes on changed paths and those that a deletion merges.
    /// </summary>
    /// <param name="nodes">The parent state's nodes.</param>
    /// <param name="parentRoot">The parent state's root.</param>
    /// <param name="diff">The changes, sorted as <see cref="StateDiff"/> says.</param>
    public static TrieUpdate Apply(ITrieNodes nodes, in Hash256 parentRoot, StateDiff diff)
    {
        var changes = ImmutableArray.CreateBuilder<TrieNodeChange>();
        var addresses = HashAddresses(diff);
        var storageRoots = ApplyStorage(nodes, diff, addresses, changes);
        var root = ApplyAccounts(nodes, parentRoot, diff, addresses, storageRoots, changes);
        return new TrieUpdate(root, changes.DrainToImmutable(), [.. storageRoots]);
    }

    private static Hash256[] ApplyStorage(ITrieNodes nodes, StateDiff diff, Hash256[] addresses, ImmutableArray<TrieNodeChange>.Builder changes)
    {
        using var arena = new TrieArena(nodes);
        var encoder = new TrieEncoder(arena);
        var roots = new ChildRef[diff.Accounts.Length];
        var slotKeys = HashSlots(diff);
        var nextKey = 0;
        for (var i = 0; i < roots.Length; i++)
        {
            var change = diff.Accounts[i];
            var root = ChildRef.OfRoot(change.Before?.StorageRoot ?? Account.EmptyRoot);
            if (change.After is not null && !change.StorageWiped && change.Slots.IsEmpty)
            {
                roots[i] = root;
                continue;
            }

            var trie = arena.AddTrie(new TrieScope(true, addresses[i]));
            if (change.After is null || change.StorageWiped)
            {
                StorageWipe.Open(arena, trie, root);
                root = default;
            }

            if (!change.Slots.IsEmpty)
            {
                root = new TrieEditor(arena, trie, SlotLeaves(arena, change.Slots, slotKeys.AsSpan(nextKey, change.Slots.Length))).Apply(root);
                nextKey += change.Slots.Length;
            }

            roots[i] = root;
            encoder.Add(root);
        }

        encoder.Run();
        encoder.ListChanges(changes);
        var hashes = new Hash256[roots.Length];
        for (var i = 0; i < roots.Length; i++)
        {
            hashes[i] = encoder.RootHash(roots[i]);
        }

        return hashes;
    }

    private static Hash256 ApplyAccounts(
        ITrieNodes nodes, in Hash256 parentRoot, StateDiff diff, Hash256[] addresses, Hash256[] storageRoots, ImmutableArray<TrieNodeChange>.Builder changes)
    {
        using var arena = new TrieArena(nodes);
        var values = new ReadOnlyMemory<byte>[addresses.Length];
        var writer = new RlpWriter();
        for (var i = 0; i < values.Length; i++)
        {
            if (diff.Accounts[i].After is { } after)
            {
                writer.Reset();
                AccountRlp.Write(writer, after with { StorageRoot = storageRoots[i] });
                values[i] = writer.ToArray();
            }
        }

        var root = new TrieEditor(arena, arena.AddTrie(TrieScope.Accounts), SortedLeaves(arena, addresses, values)).Apply(ChildRef.OfRoot(parentRoot));
        var encoder = new TrieEncoder(arena);
        encoder.Add(root);
        encoder.Run();
        encoder.ListChanges(changes);
        return encoder.RootHash(root);
    }

    private static TrieLeaf[] SlotLeaves(TrieArena arena, ImmutableArray<SlotChange> slots, ReadOnlySpan<Hash256> keys)
    {
        var values = new ReadOnlyMemory<byte>[slots.Length];
        Span<byte> minimal = stackalloc byte[UInt256.Size];
        for (var i = 0; i < slots.Length; i++)
        {
            if (!slots[i].After.IsZero)
            {
                var number = minimal[..slots[i].After.WriteMinimal(minimal)];
                var value = new byte[Rlp.LengthOf(number)];
                Rlp.WriteBytes(value, number);
                values[i] = value;
            }
        }

        return SortedLeaves(arena, keys, values);
    }

    private static TrieLeaf[] SortedLeaves(TrieArena arena, ReadOnlySpan<Hash256> hashedKeys, ReadOnlyMemory<byte>[] values)
    {
        var keys = hashedKeys.ToArray();
        Array.Sort(keys, values);
        var leaves = new TrieLeaf[keys.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = new TrieLeaf(arena.AddKey(keys[i].Bytes), TrieKey.PathNibblesMax, values[i]);
        }

        return leaves;
    }

    // Of all accounts together: most change one slot or two, and the lanes of the batch want company.
    private static Hash256[] HashSlots(StateDiff diff)
    {
        var count = 0;
        foreach (var change in diff.Accounts)
        {
            count += change.Slots.Length;
        }

        var bytes = new byte[count * UInt256.Size];
        var messages = new ReadOnlyMemory<byte>[count];
        var next = 0;
        foreach (var change in diff.Accounts)
        {
            foreach (var slot in change.Slots)
            {
                messages[next] = bytes.AsMemory(next * UInt256.Size, UInt256.Size);
                slot.Slot.WriteBigEndian(bytes.AsSpan(next * UInt256.Size));
                next++;
            }
        }

        return HashAll(messages);
    }

    private static Hash256[] HashAddresses(StateDiff diff)
    {
        var bytes = new byte[diff.Accounts.Length * Address.Size];
        var messages = new ReadOnlyMemory<byte>[diff.Accounts.Length];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = bytes.AsMemory(i * Address.Size, Address.Size);
            diff.Accounts[i].Address.Bytes.CopyTo(bytes.AsSpan(i * Address.Size));
        }

        return HashAll(messages);
    }

    private static Hash256[] HashAll(ReadOnlyMemory<byte>[] messages)
    {
        var digests = new byte[messages.Length * Hash256.Size];
        Keccak256.HashBatch(messages, digests);
        var hashes = new Hash256[messages.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = new Hash256(digests.AsSpan(i * Hash256.Size, Hash256.Size));
        }

        return hashes;
    }
}
