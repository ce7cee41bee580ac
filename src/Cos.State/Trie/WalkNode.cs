namespace Cos.State.Trie;

/// <summary>Reads a stored node whole before a walk goes into it, so that what is asked of it afterwards is there.</summary>
internal static class WalkNode
{
    /// <summary>
    /// Checks a node and writes its own stretch of path; false where the bytes are no node or the path does not fit into
    /// <paramref name="stretch"/>.
    /// </summary>
    internal static bool TryOpen(ReadOnlyMemory<byte> rlp, Span<byte> stretch, out NodeKind kind, out int length)
    {
        length = 0;
        if (!NodeRlp.TryOpen(rlp.Span, out kind, out var items))
        {
            return false;
        }

        if (kind == NodeKind.Branch)
        {
            var rest = items.Rest;
            for (var way = 0; way < TrieArena.Ways; way++)
            {
                if (!ChildRef.TryTake(ref rest, out _))
                {
                    return false;
                }
            }

            return NodeRlp.TryValue(rest, out _);
        }

        if (!items.TryReadBytes(out var path) || !HexPrefix.TryLength(path, out length, out _) || length > stretch.Length)
        {
            return false;
        }

        HexPrefix.ReadNibbles(path, stretch);
        var last = items.Rest;
        return kind == NodeKind.Leaf
            ? NodeRlp.TryValue(last, out var value) && !value.IsEmpty
            : length > 0 && ChildRef.TryTake(ref last, out var child) && !child.IsEmpty && last.IsEmpty;
    }

    /// <summary>The value that a node itself holds, empty where it has none; an extension never has.</summary>
    internal static ReadOnlyMemory<byte> Value(in WalkFrame frame)
    {
        var span = frame.Rlp.Span;
        NodeRlp.TryOpen(span, out _, out var items);
        for (var skipped = 0; skipped < ValueIndex(frame.Kind); skipped++)
        {
            items.TrySkip();
        }

        // The value ends the node.
        return frame.Kind != NodeKind.Extension && items.TryReadBytes(out var value) ? frame.Rlp[^value.Length..] : default;
    }

    /// <summary>The child at a frame's position, empty where there is none; a leaf never has.</summary>
    internal static ChildRef Child(in WalkFrame frame)
    {
        var way = frame.Position - 1;
        if (frame.Kind == NodeKind.Leaf || (frame.Kind == NodeKind.Extension && way > 0))
        {
            return default;
        }

        NodeRlp.TryOpen(frame.Rlp.Span, out _, out var items);
        for (var skipped = 0; skipped < way + (frame.Kind == NodeKind.Extension ? 1 : 0); skipped++)
        {
            items.TrySkip();
        }

        var rest = items.Rest;
        ChildRef.TryTake(ref rest, out var child);
        return child;
    }

    private static int ValueIndex(NodeKind kind) => kind == NodeKind.Branch ? TrieArena.Ways : 1;
}
