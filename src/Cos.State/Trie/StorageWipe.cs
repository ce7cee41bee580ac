namespace Cos.State.Trie;

/// <summary>
/// Opens every node of a storage trie that goes, so that the store forgets them. Only an empty account (EIP-161) with storage can lose it,
/// since EIP-6780 destroys nothing older than its transaction, and genesis alone can make one: the work is bounded by it.
/// </summary>
internal static class StorageWipe
{
    /// <summary>Opens all nodes below a root.</summary>
    internal static void Open(TrieArena arena, int trie, in ChildRef root)
    {
        if (!root.IsEmpty)
        {
            Open(arena, trie, root, arena.AddKey([]), 0);
        }
    }

    private static void Open(TrieArena arena, int trie, in ChildRef at, int key, int depth)
    {
        var node = arena.Import(at, trie, key, depth);
        if (arena[node].Kind == NodeKind.Extension)
        {
            Open(arena, trie, arena.Child(arena[node].Children), arena[node].Key, arena[node].KeyEnd);
            return;
        }

        for (var way = 0; way < TrieArena.Ways && arena[node].Kind == NodeKind.Branch; way++)
        {
            var child = arena.Child(arena[node].Children + way);
            if (!child.IsEmpty)
            {
                Open(arena, trie, child, arena.AddPath(key, depth, way), depth + 1);
            }
        }
    }
}
