using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>
/// Walks the leaves of one stored trie in order of their keys, forward or from any key, and believes no node but by the hash that its parent
/// names. Total over damaged nodes: it stops with a <see cref="Fault"/>, and <see cref="TryNext()"/> goes on behind the damage. Keeps the nodes between
/// the root and the leaf alone.
/// </summary>
public sealed class TrieWalk
{
    private readonly ITrieNodes _nodes;
    private readonly TrieScope _scope;
    private readonly ChildRef _root;
    private readonly WalkFrame[] _frames = new WalkFrame[TrieKey.PathNibblesMax + 1];
    private readonly byte[] _path = new byte[TrieKey.PathNibblesMax];
    private readonly byte[] _key = new byte[TrieKey.PathNibblesMax / 2];
    private readonly byte[] _storeKey = new byte[TrieKey.SizeMax];
    private int _count;
    private int _keyLength;
    private bool _isStarted;

    private TrieWalk(ITrieNodes nodes, in TrieScope scope, in Hash256 root) => (_nodes, _scope, _root) = (nodes, scope, ChildRef.OfRoot(root));

    /// <summary>A walk over the accounts trie that has a root, before its first leaf.</summary>
    public static TrieWalk OfAccounts(ITrieNodes nodes, in Hash256 root) => new(nodes, TrieScope.Accounts, root);

    /// <summary>A walk over the storage trie that has a root, of the account whose address has a hash, before its first leaf.</summary>
    public static TrieWalk OfStorage(ITrieNodes nodes, in Hash256 hashedAddress, in Hash256 root) => new(nodes, new TrieScope(true, hashedAddress), root);

    /// <summary>The leaf's key, until the next move.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    /// <summary>The leaf's value.</summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    /// <summary>What stopped the last move; null where it found a leaf or there was none.</summary>
    public TrieFault? Fault { get; private set; }

    /// <summary>Stored nodes read so far.</summary>
    public ulong NodesRead { get; private set; }

    /// <summary>Moves to the next leaf; false where there is none or the trie is damaged. A move that found no leaf ended the walk, until the next seek.</summary>
    public bool TryNext()
    {
        Fault = null;
        return (_isStarted || TryStart(WalkFrame.Before)) && TryMove(1);
    }

    /// <summary>Moves to the first leaf whose key comes after a key that need not be there; false where there is none or the trie is damaged.</summary>
    public bool TryNext(ReadOnlySpan<byte> key) => TrySeek(key, 1);

    /// <summary>Moves to the last leaf whose key comes before a key that need not be there; false where there is none or the trie is damaged.</summary>
    public bool TryPrevious(ReadOnlySpan<byte> key) => TrySeek(key, -1);

    /// <summary>Goes down to where a key is or would be, each node on the way placed so that the move from there meets what is on the asked side.</summary>
    private bool TrySeek(ReadOnlySpan<byte> key, int step)
    {
        var nibbles = new byte[2 * key.Length];
        HexPrefix.Expand(key, nibbles);
        var (start, end) = step > 0 ? (WalkFrame.Before, WalkFrame.After) : (WalkFrame.After, WalkFrame.Before);
        (Fault, _count) = (null, 0);
        if (!TryStart(start))
        {
            return false;
        }

        for (var depth = 0; _count > 0;)
        {
            ref var top = ref _frames[_count - 1];
            var order = OrderOf(_path.AsSpan(depth, top.PathEnd - depth), nibbles.AsSpan(depth));
            if (order != 0)
            {
                // All of the node is on one side of the key.
                top = top with { Position = order == step ? start : end };
                break;
            }

            depth = top.PathEnd;
            var isAtKey = depth == nibbles.Length;
            if (top.Kind == NodeKind.Leaf || (top.Kind == NodeKind.Branch && isAtKey))
            {
                // Its own value is at the key, or before it where the key goes on.
                top = top with { Position = isAtKey || step > 0 ? WalkFrame.Own : WalkFrame.After };
                break;
            }

            var way = top.Kind == NodeKind.Branch ? nibbles[depth] : 0;
            top = top with { Position = 1 + way };
            var child = WalkNode.Child(top);
            if (child.IsEmpty)
            {
                break;
            }

            depth += top.Kind == NodeKind.Branch ? 1 : 0;
            if (!TryEnter(child, top, start))
            {
                return false;
            }
        }

        return TryMove(step);
    }

    /// <summary>0 where a node's own stretch of path is the front of what is left of a key; else 1 or -1 as all of it is after or before the key.</summary>
    private static int OrderOf(ReadOnlySpan<byte> stretch, ReadOnlySpan<byte> rest)
    {
        var shared = stretch.CommonPrefixLength(rest);
        return shared == stretch.Length ? 0
            : shared == rest.Length || stretch[shared] > rest[shared] ? 1
            : -1;
    }

    private bool TryStart(int position)
    {
        _isStarted = true;
        return _root.IsEmpty || TryEnter(_root, 0, position);
    }

    private bool TryMove(int step)
    {
        while (_count > 0)
        {
            ref var top = ref _frames[_count - 1];
            top = top with { Position = top.Position + step };
            if (top.Position is <= WalkFrame.Before or >= WalkFrame.After)
            {
                _count--;
            }
            else if (top.Position == WalkFrame.Own)
            {
                if (IsLeaf(top))
                {
                    return true;
                }
            }
            else if (WalkNode.Child(top) is { IsEmpty: false } child && !TryEnter(child, top, step > 0 ? WalkFrame.Before : WalkFrame.After))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a node has a value of its own, which is then the walk's leaf.</summary>
    private bool IsLeaf(in WalkFrame frame)
    {
        var value = WalkNode.Value(frame);
        if (value.IsEmpty)
        {
            return false;
        }

        Value = value;
        _keyLength = frame.PathEnd / 2;
        for (var i = 0; i < _keyLength; i++)
        {
            _key[i] = (byte)((_path[2 * i] << 4) | _path[2 * i + 1]);
        }

        return true;
    }

    private bool TryEnter(in ChildRef child, in WalkFrame parent, int position)
    {
        if (parent.Kind != NodeKind.Branch)
        {
            return TryEnter(child, parent.PathEnd, position);
        }

        if (parent.PathEnd == TrieKey.PathNibblesMax)
        {
            return Fail(TrieFaultReason.WrongPath, parent.PathEnd);
        }

        _path[parent.PathEnd] = (byte)(parent.Position - 1);
        return TryEnter(child, parent.PathEnd + 1, position);
    }

    private bool TryEnter(in ChildRef child, int depth, int position)
    {
        if (!TryRead(child, depth, out var rlp))
        {
            return false;
        }

        if (!WalkNode.TryOpen(rlp, _path.AsSpan(depth), out var kind, out var length))
        {
            return Fail(TrieFaultReason.Malformed, depth);
        }

        var frame = new WalkFrame(rlp, kind, depth + length, position);
        if (frame.PathEnd % 2 != 0 && !WalkNode.Value(frame).IsEmpty)
        {
            return Fail(TrieFaultReason.WrongPath, depth);
        }

        _frames[_count++] = frame; // every nibble of the longest path has its frame, and so has its end
        return true;
    }

    private bool TryRead(in ChildRef child, int depth, out ReadOnlyMemory<byte> rlp)
    {
        if (!child.IsHash)
        {
            rlp = child.ShortRlp();
            return true;
        }

        if (!_nodes.TryGetNode(_storeKey.AsSpan(0, _scope.WriteKey(_path.AsSpan(0, depth), _storeKey)), out rlp))
        {
            return Fail(TrieFaultReason.Missing, depth);
        }

        NodesRead++;
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(rlp.Span, digest);
        return new Hash256(digest) == child.Hash || Fail(TrieFaultReason.WrongHash, depth);
    }

    private bool Fail(TrieFaultReason reason, int depth)
    {
        var path = string.Create(depth, _path, static (digits, nibbles) =>
        {
            for (var i = 0; i < digits.Length; i++)
            {
                digits[i] = "0123456789abcdef"[nibbles[i]];
            }
        });
        Fault = new TrieFault(reason, _scope.IsStorage ? _scope.HashedAddress : null, path);
        return false;
    }
}
