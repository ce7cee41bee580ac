using Cos.Primitives.Codec;

namespace Cos.State.Trie;

/// <summary>Tells a node's shape from its RLP.</summary>
internal static class NodeRlp
{
    private const int ShortItems = 2;
    private const int BranchItems = TrieArena.Ways + 1;

    /// <summary>The shape and the items of a node; false where the bytes are no node. The items themselves are not judged.</summary>
    internal static bool TryOpen(ReadOnlySpan<byte> rlp, out NodeKind kind, out RlpReader items)
    {
        kind = NodeKind.Unspecified;
        var outer = new RlpReader(rlp);
        if (!outer.TryReadList(out items) || !outer.AtEnd)
        {
            return false;
        }

        var ahead = items;
        var count = 0;
        while (!ahead.AtEnd && count <= BranchItems)
        {
            if (!ahead.TrySkip())
            {
                return false;
            }

            count++;
        }

        if (count == BranchItems)
        {
            kind = NodeKind.Branch;
            return true;
        }

        ahead = items;
        if (count != ShortItems || !ahead.TryReadBytes(out var path) || !HexPrefix.TryLength(path, out _, out var isLeaf))
        {
            return false;
        }

        kind = isLeaf ? NodeKind.Leaf : NodeKind.Extension;
        return true;
    }
}
