using Cos.Primitives.Codec;

namespace Cos.State.Trie;

/// <summary>Tells a node's shape from its RLP.</summary>
internal static class NodeRlp
{
    /// <summary>
    /// The shape and the items of a node; false where the bytes are no node. A list of two is a leaf or an extension; that any other is a
    /// branch's seventeen shows when they are read.
    /// </summary>
    internal static bool TryOpen(ReadOnlySpan<byte> rlp, out NodeKind kind, out RlpReader items)
    {
        kind = NodeKind.Unspecified;
        var outer = new RlpReader(rlp);
        if (!outer.TryReadList(out items) || !outer.AtEnd)
        {
            return false;
        }

        var ahead = items;
        if (!ahead.TrySkip() || !ahead.TrySkip())
        {
            return false;
        }

        if (!ahead.AtEnd)
        {
            kind = NodeKind.Branch;
            return true;
        }

        ahead = items;
        if (!ahead.TryReadBytes(out var path) || !HexPrefix.TryLength(path, out _, out var isLeaf))
        {
            return false;
        }

        kind = isLeaf ? NodeKind.Leaf : NodeKind.Extension;
        return true;
    }

    /// <summary>Reads a branch's value, the last item; false where there is anything else.</summary>
    internal static bool TryValue(ReadOnlySpan<byte> items, out ReadOnlySpan<byte> value)
    {
        var reader = new RlpReader(items);
        return reader.TryReadBytes(out value) && reader.AtEnd;
    }
}
