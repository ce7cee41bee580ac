using System.Buffers;
using System.Runtime.CompilerServices;
using Cos.Primitives;

namespace Cos.State.Trie;

/// <summary>
/// The nodes that an update reads or makes, in a few growing arrays instead of an object each. Bounded by the diff: each change opens at
/// most one path, each path at most 64 nodes. The arrays are rented: fresh ones of such sizes cost more than what is done with them.
/// </summary>
internal sealed class TrieArena(ITrieNodes store) : IDisposable
{
    /// <summary>Children of a branch.</summary>
    internal const int Ways = 16;

    private const int NodesAtFirst = 64;

    private readonly List<TrieScope> _scopes = [];
    private TrieNode[] _nodes = ArrayPool<TrieNode>.Shared.Rent(NodesAtFirst);
    private ChildRef[] _children = ArrayPool<ChildRef>.Shared.Rent(NodesAtFirst * Ways);
    private byte[] _nibbles = ArrayPool<byte>.Shared.Rent(NodesAtFirst * TrieKey.PathNibblesMax);
    private int _childCount;
    private int _nibbleCount;

    /// <summary>Nodes made.</summary>
    internal int Count { get; private set; }

    /// <summary>A node; the reference is good until the next node is made.</summary>
    internal ref TrieNode this[int node] => ref _nodes[node];

    /// <summary>A child's place; the reference is good until the next node is made.</summary>
    internal ref ChildRef Child(int place) => ref _children[place];

    /// <summary>One nibble of a key.</summary>
    internal int Nibble(int key, int depth) => _nibbles[key + depth];

    /// <summary>The nibbles of a key from one depth to another; good until the next key is made.</summary>
    internal ReadOnlySpan<byte> Path(int key, int from, int to) => _nibbles.AsSpan(key + from, to - from);

    /// <summary>Gives the arrays back; the arena is of no use afterwards.</summary>
    public void Dispose()
    {
        Return(_nodes, Count);
        Return(_children, _childCount);
        Return(_nibbles, _nibbleCount);
        (_nodes, _children, _nibbles, Count) = ([], [], [], 0);
    }

    /// <summary>Opens one more trie; answers its number.</summary>
    internal int AddTrie(in TrieScope scope)
    {
        _scopes.Add(scope);
        return _scopes.Count - 1;
    }

    /// <summary>Keeps a key; answers where its nibbles begin.</summary>
    internal int AddKey(ReadOnlySpan<byte> bytes)
    {
        var key = Reserve(2 * bytes.Length);
        HexPrefix.Expand(bytes, _nibbles.AsSpan(key));
        return key;
    }

    /// <summary>Keeps a path one nibble longer than another key's first <paramref name="depth"/> nibbles.</summary>
    internal int AddPath(int prefixKey, int depth, int nibble)
    {
        var key = Reserve(depth + 1);
        _nibbles.AsSpan(prefixKey, depth).CopyTo(_nibbles.AsSpan(key));
        _nibbles[key + depth] = (byte)nibble;
        return key;
    }

    /// <summary>Makes a leaf.</summary>
    internal int AddLeaf(int trie, int depth, int key, int keyEnd, ReadOnlyMemory<byte> value) =>
        Add(new TrieNode { Kind = NodeKind.Leaf, Trie = trie, Depth = depth, Key = key, KeyEnd = keyEnd, Value = value });

    /// <summary>Makes an extension.</summary>
    internal int AddExtension(int trie, int depth, int key, int keyEnd, in ChildRef child)
    {
        var children = ReserveChildren(1);
        _children[children] = child;
        return Add(new TrieNode { Kind = NodeKind.Extension, Trie = trie, Depth = depth, Key = key, KeyEnd = keyEnd, Children = children });
    }

    /// <summary>Makes a branch without children.</summary>
    internal int AddBranch(int trie, int depth, int key) =>
        Add(new TrieNode { Kind = NodeKind.Branch, Trie = trie, Depth = depth, Key = key, KeyEnd = depth, Children = ReserveChildren(Ways) });

    /// <summary>Writes the store's key of a path; answers its length.</summary>
    internal int WriteStoreKey(int trie, int key, int depth, Span<byte> destination) =>
        _scopes[trie].WriteKey(Path(key, 0, depth), destination);

    /// <summary>Reads a child that lies at the end of a key's first <paramref name="depth"/> nibbles into a node.</summary>
    internal int Import(in ChildRef child, int trie, int key, int depth)
    {
        var node = Decode(ReadRlp(child, trie, key, depth), trie, key, depth);
        _nodes[node].IsStored = child.IsHash;
        _nodes[node].StoredDepth = depth;
        return node;
    }

    private ReadOnlyMemory<byte> ReadRlp(in ChildRef child, int trie, int key, int depth)
    {
        if (!child.IsHash)
        {
            return child.ShortRlp();
        }

        Span<byte> storeKey = stackalloc byte[TrieKey.SizeMax];
        var length = WriteStoreKey(trie, key, depth, storeKey);
        Invariant.Require(store.TryGetNode(storeKey[..length], out var rlp), "the store has every node that a root leads to");
        return rlp;
    }

    private int Decode(ReadOnlyMemory<byte> rlp, int trie, int key, int depth)
    {
        Invariant.Require(NodeRlp.TryOpen(rlp.Span, out var kind, out var items), "a stored trie node is well formed");
        if (kind == NodeKind.Branch)
        {
            return DecodeBranch(rlp, items.Rest, trie, key, depth);
        }

        Invariant.Require(items.TryReadBytes(out var encoded), "a stored leaf or extension has a path");
        Invariant.Require(HexPrefix.TryLength(encoded, out var nibbles, out _), "a stored path is well formed");
        var ownKey = Reserve(depth + nibbles);
        _nibbles.AsSpan(key, depth).CopyTo(_nibbles.AsSpan(ownKey));
        HexPrefix.ReadNibbles(encoded, _nibbles.AsSpan(ownKey + depth));
        if (kind == NodeKind.Leaf)
        {
            Invariant.Require(items.TryReadBytes(out var value), "a stored leaf has a value");
            return AddLeaf(trie, depth, ownKey, depth + nibbles, rlp[^value.Length..]);
        }

        var rest = items.Rest;
        Invariant.Require(ChildRef.TryTake(ref rest, out var child), "a stored extension has a child");
        return AddExtension(trie, depth, ownKey, depth + nibbles, child);
    }

    private int DecodeBranch(ReadOnlyMemory<byte> rlp, ReadOnlySpan<byte> items, int trie, int key, int depth)
    {
        var node = AddBranch(trie, depth, key);
        var children = _children.AsSpan(_nodes[node].Children, Ways);
        var isRead = true;
        for (var way = 0; way < children.Length && isRead; way++)
        {
            isRead = ChildRef.TryTake(ref items, out children[way]);
        }

        Invariant.Require(isRead, "a stored branch has sixteen children");
        Invariant.Require(NodeRlp.TryValue(items, out var value), "a stored branch ends with its value");
        _nodes[node].Value = rlp[^value.Length..];
        return node;
    }

    private int Add(in TrieNode node)
    {
        if (Count == _nodes.Length)
        {
            _nodes = Grow(_nodes, Count, Count + 1);
        }

        _nodes[Count] = node;
        return Count++;
    }

    private int ReserveChildren(int count)
    {
        if (_childCount + count > _children.Length)
        {
            _children = Grow(_children, _childCount, _childCount + count);
        }

        _children.AsSpan(_childCount, count).Clear();
        _childCount += count;
        return _childCount - count;
    }

    private int Reserve(int nibbles)
    {
        if (_nibbleCount + nibbles > _nibbles.Length)
        {
            _nibbles = Grow(_nibbles, _nibbleCount, _nibbleCount + nibbles);
        }

        _nibbleCount += nibbles;
        return _nibbleCount - nibbles;
    }

    private static T[] Grow<T>(T[] full, int used, int needed)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(2 * full.Length, needed));
        full.AsSpan(0, used).CopyTo(larger);
        Return(full, used);
        return larger;
    }

    private static void Return<T>(T[] array, int used)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            array.AsSpan(0, used).Clear(); // the pool must not keep the nodes alive
        }

        ArrayPool<T>.Shared.Return(array);
    }
}
