using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Trie;

/// <summary>Follows one hashed key from a root, trusting no node but by its hash.</summary>
internal static class TrieLookup
{
    /// <summary>Bytes of the largest node that is looked at; a branch has at most 532 without a value, which hashed keys never put there.</summary>
    internal const int NodeSizeMax = 1024;

    /// <summary>
    /// Finds the value of a key, empty where the trie has none; false where a node is missing, malformed or not the one its parent names.
    /// </summary>
    internal static bool TryFind(ITrieNodes nodes, in TrieScope scope, in Hash256 root, in Hash256 hashedKey, List<ReadOnlyMemory<byte>> passed, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (root == Account.EmptyRoot)
        {
            return true;
        }

        Span<byte> key = stackalloc byte[TrieKey.PathNibblesMax];
        HexPrefix.Expand(hashedKey.Bytes, key);
        var at = ChildRef.OfHash(root);
        var depth = 0;
        while (!at.IsEmpty)
        {
            if (!TryRead(nodes, scope, at, key[..depth], passed, out var rlp) || !NodeRlp.TryOpen(rlp.Span, out var kind, out var items))
            {
                return false;
            }

            if (kind == NodeKind.Leaf)
            {
                return TryLeaf(rlp, items, key[depth..], out value);
            }

            var isRead = kind == NodeKind.Branch
                ? TryBranch(items, key, ref depth, out at)
                : TryExtension(items, key, ref depth, out at);
            if (!isRead)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryRead(ITrieNodes nodes, in TrieScope scope, in ChildRef at, ReadOnlySpan<byte> path, List<ReadOnlyMemory<byte>> passed, out ReadOnlyMemory<byte> rlp)
    {
        if (!at.IsHash)
        {
            rlp = at.ShortRlp();
            return true;
        }

        Span<byte> storeKey = stackalloc byte[TrieKey.SizeMax];
        if (!nodes.TryGetNode(storeKey[..scope.WriteKey(path, storeKey)], out rlp) || rlp.Length > NodeSizeMax)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(rlp.Span, digest);
        passed.Add(rlp);
        return new Hash256(digest) == at.Hash;
    }

    private static bool TryLeaf(ReadOnlyMemory<byte> rlp, RlpReader items, ReadOnlySpan<byte> rest, out ReadOnlyMemory<byte> value)
    {
        value = default;
        Span<byte> path = stackalloc byte[TrieKey.PathNibblesMax];
        if (!TryPath(ref items, path, out var length) || length != rest.Length || !items.TryReadBytes(out var bytes) || bytes.IsEmpty)
        {
            return false;
        }

        value = path[..length].SequenceEqual(rest) ? rlp[^bytes.Length..] : default;
        return true;
    }

    private static bool TryBranch(RlpReader items, ReadOnlySpan<byte> key, ref int depth, out ChildRef next)
    {
        next = default;
        if (depth == key.Length)
        {
            return false;
        }

        var rest = items.Rest;
        for (var way = 0; way < TrieArena.Ways; way++)
        {
            if (!ChildRef.TryTake(ref rest, out var child))
            {
                return false;
            }

            next = way == key[depth] ? child : next;
        }

        depth++;
        return NodeRlp.TryValue(rest, out var value) && value.IsEmpty;
    }

    private static bool TryExtension(RlpReader items, ReadOnlySpan<byte> key, ref int depth, out ChildRef next)
    {
        next = default;
        Span<byte> path = stackalloc byte[TrieKey.PathNibblesMax];
        if (!TryPath(ref items, path, out var length) || length == 0 || length >= key.Length - depth)
        {
            return false;
        }

        var rest = items.Rest;
        if (!ChildRef.TryTake(ref rest, out var child) || child.IsEmpty)
        {
            return false;
        }

        next = path[..length].SequenceEqual(key.Slice(depth, length)) ? child : default;
        depth += length;
        return true;
    }

    private static bool TryPath(ref RlpReader items, scoped Span<byte> path, out int length)
    {
        length = 0;
        if (!items.TryReadBytes(out var encoded) || !HexPrefix.TryLength(encoded, out length, out _) || length > path.Length)
        {
            return false;
        }

        HexPrefix.ReadNibbles(encoded, path);
        return true;
    }
}
