using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Trie;

/// <summary>
/// Encodes and hashes what an arena's tries became: level by level from the deepest, all tries together, so that the nodes of a level are
/// hashed side by side and each changed node once.
/// </summary>
internal sealed class TrieEncoder(TrieArena arena)
{
    private readonly List<int>?[] _levels = new List<int>?[TrieKey.PathNibblesMax + 1];
    private readonly List<(int Node, byte[] Rlp)> _written = [];

    /// <summary>Takes in the nodes below a root.</summary>
    internal void Add(in ChildRef root)
    {
        if (root.IsNode)
        {
            Collect(root.Node);
        }
    }

    /// <summary>Encodes all that was added.</summary>
    internal void Run()
    {
        for (var depth = _levels.Length - 1; depth >= 0; depth--)
        {
            if (_levels[depth] is { } level)
            {
                EncodeLevel(level);
            }
        }
    }

    /// <summary>The hash of a root after <see cref="Run"/>.</summary>
    internal Hash256 RootHash(in ChildRef root) => root.IsNode ? arena[root.Node].Reference.Hash : root.IsEmpty ? Account.EmptyRoot : root.Hash;

    /// <summary>Lists the nodes that the store must write or delete, each key once.</summary>
    internal void ListChanges(ImmutableArray<TrieNodeChange>.Builder changes)
    {
        var first = changes.Count;
        foreach (var (node, rlp) in _written)
        {
            changes.Add(new TrieNodeChange(StoreKey(arena[node], arena[node].Depth), rlp));
        }

        HashSet<byte[]>? writtenKeys = null;
        for (var node = 0; node < arena.Count; node++)
        {
            ref var gone = ref arena[node];
            if (!gone.IsStored || (gone.IsWritten && gone.Depth == gone.StoredDepth))
            {
                continue;
            }

            writtenKeys ??= KeysOf(changes, first); // another node may have taken the place
            var key = StoreKey(gone, gone.StoredDepth);
            if (!writtenKeys.Contains(key))
            {
                changes.Add(new TrieNodeChange(key, []));
            }
        }
    }

    private static HashSet<byte[]> KeysOf(ImmutableArray<TrieNodeChange>.Builder changes, int first)
    {
        var keys = new HashSet<byte[]>(BytesComparer.Instance);
        for (var i = first; i < changes.Count; i++)
        {
            keys.Add(changes[i].Key);
        }

        return keys;
    }

    private byte[] StoreKey(in TrieNode node, int depth)
    {
        Span<byte> key = stackalloc byte[TrieKey.SizeMax];
        return key[..arena.WriteStoreKey(node.Trie, node.Key, depth, key)].ToArray();
    }

    private void Collect(int node)
    {
        (_levels[arena[node].Depth] ??= []).Add(node);
        var count = arena[node].Kind == NodeKind.Branch ? TrieArena.Ways : arena[node].Kind == NodeKind.Extension ? 1 : 0;
        for (var i = 0; i < count; i++)
        {
            ref var child = ref arena.Child(arena[node].Children + i);
            if (child.IsNode)
            {
                Collect(child.Node);
            }
        }
    }

    private void EncodeLevel(List<int> level)
    {
        var first = _written.Count;
        var messages = new ReadOnlyMemory<byte>[level.Count];
        foreach (var node in level)
        {
            var rlp = Encode(ref arena[node]);
            if (rlp.Length < Hash256.Size && arena[node].Depth > 0)
            {
                arena[node].Reference = ChildRef.OfShort(rlp);
                continue;
            }

            messages[_written.Count - first] = rlp;
            _written.Add((node, rlp));
        }

        var count = _written.Count - first;
        var digests = new byte[count * Hash256.Size];
        Keccak256.HashBatch(messages.AsSpan(0, count), digests);
        for (var i = 0; i < count; i++)
        {
            ref var node = ref arena[_written[first + i].Node];
            node.Reference = ChildRef.OfHash(new Hash256(digests.AsSpan(i * Hash256.Size, Hash256.Size)));
            node.IsWritten = true;
        }
    }

    private byte[] Encode(ref TrieNode node) => node.Kind == NodeKind.Branch ? EncodeBranch(node) : EncodeShort(node);

    private byte[] EncodeShort(in TrieNode node)
    {
        var isLeaf = node.Kind == NodeKind.Leaf;
        Span<byte> path = stackalloc byte[HexPrefix.LengthOf(node.KeyEnd - node.Depth)];
        HexPrefix.Write(arena.Path(node.Key, node.Depth, node.KeyEnd), isLeaf, path);
        var child = isLeaf ? default : Settled(node.Children);
        var payload = Rlp.LengthOf(path) + (isLeaf ? Rlp.LengthOf(node.Value.Span) : child.EncodedLength);
        var rlp = new byte[Rlp.LengthOfList(payload)];
        var position = Rlp.WriteListPrefix(rlp, payload);
        position += Rlp.WriteBytes(rlp.AsSpan(position), path);
        _ = isLeaf ? Rlp.WriteBytes(rlp.AsSpan(position), node.Value.Span) : child.Write(rlp.AsSpan(position));
        return rlp;
    }

    private byte[] EncodeBranch(in TrieNode node)
    {
        var payload = Rlp.LengthOf(node.Value.Span);
        for (var i = 0; i < TrieArena.Ways; i++)
        {
            payload += Settled(node.Children + i).EncodedLength;
        }

        var rlp = new byte[Rlp.LengthOfList(payload)];
        var position = Rlp.WriteListPrefix(rlp, payload);
        for (var i = 0; i < TrieArena.Ways; i++)
        {
            position += Settled(node.Children + i).Write(rlp.AsSpan(position));
        }

        Rlp.WriteBytes(rlp.AsSpan(position), node.Value.Span);
        return rlp;
    }

    /// <summary>A child as its parent says it; deeper levels are encoded by now.</summary>
    private ref readonly ChildRef Settled(int place)
    {
        ref var child = ref arena.Child(place);
        if (!child.IsNode)
        {
            return ref child;
        }

        return ref arena[child.Node].Reference;
    }
}
