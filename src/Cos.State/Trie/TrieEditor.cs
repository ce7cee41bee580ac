using Cos.Primitives;

namespace Cos.State.Trie;

/// <summary>
/// Sets and deletes sorted keys in one trie of an arena. Answers are roots of subtrees that lie at the depth asked for; nothing is encoded yet,
/// so a node moves freely until its neighbours are known. Recursion is at most two frames a nibble.
/// </summary>
internal sealed class TrieEditor(TrieArena arena, int trie, TrieLeaf[] leaves)
{
    private const int None = -1;

    /// <summary>Makes the changes, sorted by key and each key once, below a root.</summary>
    internal ChildRef Apply(in ChildRef root) => Update(root, 0, 0, leaves.Length);

    private ChildRef Update(in ChildRef at, int depth, int low, int high)
    {
        if (low == high)
        {
            return at;
        }

        if (at.IsEmpty)
        {
            return Build(depth, low, high, None);
        }

        var node = at.IsNode ? at.Node : arena.Import(at, trie, leaves[low].Key, depth);
        var kind = arena[node].Kind;
        Invariant.Require(kind != NodeKind.Unspecified, "a trie node has a shape");
        return kind == NodeKind.Leaf ? Build(depth, low, high, node)
            : kind == NodeKind.Extension ? UpdateExtension(node, low, high)
            : UpdateBranch(node, low, high);
    }

    /// <summary>A subtree of some of the changes and at most one leaf that is already there.</summary>
    private ChildRef Build(int depth, int low, int high, int leaf)
    {
        var first = leaves[low];
        if (high - low == 1 && (leaf == None || HasKey(leaf, first)))
        {
            return BuildLeaf(depth, first, leaf);
        }

        var last = leaves[high - 1];
        var fork = CommonEnd(first.Key, depth, first.KeyLength, last.Key, last.KeyLength);
        if (leaf != None)
        {
            fork = Math.Min(fork, CommonEnd(first.Key, depth, first.KeyLength, arena[leaf].Key, arena[leaf].KeyEnd));
        }

        var branch = arena.AddBranch(trie, fork, first.Key);
        if (leaf != None && arena[leaf].KeyEnd == fork)
        {
            arena[branch].Value = arena[leaf].Value;
        }
        else if (leaf != None)
        {
            arena[leaf].Depth = fork + 1;
            arena.Child(arena[branch].Children + arena.Nibble(arena[leaf].Key, fork)) = ChildRef.OfNode(leaf);
        }

        return Lift(UpdateBranch(branch, low, high), first.Key, fork, depth);
    }

    private ChildRef BuildLeaf(int depth, in TrieLeaf change, int leaf)
    {
        if (change.Value.IsEmpty)
        {
            return default;
        }

        if (leaf == None)
        {
            return ChildRef.OfNode(arena.AddLeaf(trie, depth, change.Key, change.KeyLength, change.Value));
        }

        (arena[leaf].Depth, arena[leaf].Value) = (depth, change.Value);
        return ChildRef.OfNode(leaf);
    }

    private ChildRef UpdateBranch(int branch, int low, int high)
    {
        var depth = arena[branch].Depth;
        var next = low;
        if (leaves[next].KeyLength == depth)
        {
            arena[branch].Value = leaves[next].Value;
            next++;
        }

        while (next < high)
        {
            var start = next;
            var way = arena.Nibble(leaves[start].Key, depth);
            do
            {
                next++;
            }
            while (next < high && arena.Nibble(leaves[next].Key, depth) == way);

            var place = arena[branch].Children + way;
            var child = Update(arena.Child(place), depth + 1, start, next);
            arena.Child(place) = child; // after the call: the arena may have grown
        }

        return Combine(branch);
    }

    private ChildRef UpdateExtension(int extension, int low, int high)
    {
        var (key, depth, end) = (arena[extension].Key, arena[extension].Depth, arena[extension].KeyEnd);
        var (first, last) = (leaves[low], leaves[high - 1]);
        var fork = Math.Min(
            CommonEnd(key, depth, end, first.Key, first.KeyLength),
            CommonEnd(key, depth, end, last.Key, last.KeyLength));
        var place = arena[extension].Children;
        if (fork == end)
        {
            var below = Update(arena.Child(place), end, low, high);
            if (!below.IsNode || arena[below.Node].Kind != NodeKind.Branch)
            {
                return Lift(below, key, end, depth);
            }

            arena.Child(place) = below;
            return ChildRef.OfNode(extension);
        }

        var branch = arena.AddBranch(trie, fork, key);
        arena[extension].Depth = fork + 1;
        arena.Child(arena[branch].Children + arena.Nibble(key, fork)) = fork + 1 == end ? arena.Child(place) : ChildRef.OfNode(extension);
        return Lift(UpdateBranch(branch, low, high), key, fork, depth);
    }

    /// <summary>The branch, or what takes its place where fewer than two things are left in it.</summary>
    private ChildRef Combine(int branch)
    {
        var (key, depth, children) = (arena[branch].Key, arena[branch].Depth, arena[branch].Children);
        var (count, way) = (0, 0);
        for (var i = 0; i < TrieArena.Ways; i++)
        {
            if (!arena.Child(children + i).IsEmpty)
            {
                (count, way) = (count + 1, i);
            }
        }

        var hasValue = !arena[branch].Value.IsEmpty;
        if (count >= 2 || (count == 1 && hasValue))
        {
            return ChildRef.OfNode(branch);
        }

        if (hasValue)
        {
            arena[branch].Kind = NodeKind.Leaf;
            return ChildRef.OfNode(branch);
        }

        if (count == 0)
        {
            return default;
        }

        var child = arena.Child(children + way);
        var childKey = child.IsNode ? arena[child.Node].Key : arena.AddPath(key, depth, way);
        return Lift(child, childKey, depth + 1, depth);
    }

    /// <summary>Moves a subtree up from one depth to a lesser one along a key.</summary>
    private ChildRef Lift(in ChildRef child, int key, int from, int to)
    {
        if (child.IsEmpty || from == to)
        {
            return child;
        }

        var node = child.IsNode ? child.Node : arena.Import(child, trie, key, from);
        if (arena[node].Kind != NodeKind.Branch)
        {
            arena[node].Depth = to;
            return ChildRef.OfNode(node);
        }

        if (!child.IsNode)
        {
            arena[node].IsStored = false; // only looked at: it stays where and what it is
        }

        return ChildRef.OfNode(arena.AddExtension(trie, to, key, from, child));
    }

    private bool HasKey(int leaf, in TrieLeaf change) =>
        arena[leaf].KeyEnd == change.KeyLength
        && arena.Path(arena[leaf].Key, 0, change.KeyLength).SequenceEqual(arena.Path(change.Key, 0, change.KeyLength));

    /// <summary>The depth at which two keys, equal up to <paramref name="depth"/>, part or one of them ends.</summary>
    private int CommonEnd(int keyA, int depth, int endA, int keyB, int endB)
    {
        var end = Math.Min(endA, endB);
        return depth + arena.Path(keyA, depth, end).CommonPrefixLength(arena.Path(keyB, depth, end));
    }
}
