using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>
/// What a parent says of a child: nothing (the default), the hash of a stored node, a node of fewer than 32 bytes as it is, or, while
/// a trie is edited, the place of a node in the arena.
/// </summary>
internal readonly struct ChildRef
{
    private readonly Hash256 _bytes; // a short node fills the front
    private readonly byte _length;
    private readonly int _nodePlusOne;

    private ChildRef(in Hash256 bytes, byte length, int nodePlusOne) => (_bytes, _length, _nodePlusOne) = (bytes, length, nodePlusOne);

    /// <summary>Whether there is no child.</summary>
    internal bool IsEmpty => _length == 0 && _nodePlusOne == 0;

    /// <summary>Whether the child is in the arena.</summary>
    internal bool IsNode => _nodePlusOne != 0;

    /// <summary>Whether the child is a stored node, named by its hash.</summary>
    internal bool IsHash => _length == Hash256.Size;

    /// <summary>The child's place in the arena.</summary>
    internal int Node => _nodePlusOne - 1;

    /// <summary>The hash of a stored child.</summary>
    internal Hash256 Hash => _bytes;

    /// <summary>Bytes of the reference inside its parent's RLP.</summary>
    internal int EncodedLength => IsHash ? 1 + Hash256.Size : Math.Max((int)_length, 1);

    /// <summary>A child in the arena.</summary>
    internal static ChildRef OfNode(int node) => new(Hash256.Zero, 0, node + 1);

    /// <summary>A stored child.</summary>
    internal static ChildRef OfHash(in Hash256 hash) => new(hash, Hash256.Size, 0);

    /// <summary>A child of fewer than 32 bytes.</summary>
    internal static ChildRef OfShort(ReadOnlySpan<byte> rlp)
    {
        Span<byte> padded = stackalloc byte[Hash256.Size];
        padded.Clear();
        rlp.CopyTo(padded);
        return new ChildRef(new Hash256(padded), (byte)rlp.Length, 0);
    }

    /// <summary>The child that a trie's root hash names.</summary>
    internal static ChildRef OfRoot(in Hash256 root) => root == View.Account.EmptyRoot ? default : OfHash(root);

    /// <summary>Reads one item off the front of a node's items; false where it can be no reference.</summary>
    internal static bool TryTake(ref ReadOnlySpan<byte> items, out ChildRef child)
    {
        child = default;
        if (items.IsEmpty)
        {
            return false;
        }

        if (items[0] == Rlp.EmptyString)
        {
            items = items[1..];
            return true;
        }

        if (items[0] == Rlp.EmptyString + Hash256.Size && items.Length > Hash256.Size)
        {
            child = OfHash(new Hash256(items.Slice(1, Hash256.Size)));
            items = items[(1 + Hash256.Size)..];
            return true;
        }

        var reader = new RlpReader(items);
        if (items[0] < Rlp.EmptyList || !reader.TryReadRaw(out var raw) || raw.Length >= Hash256.Size)
        {
            return false;
        }

        child = OfShort(raw);
        items = reader.Rest;
        return true;
    }

    /// <summary>The RLP of a short child, in a new array.</summary>
    internal byte[] ShortRlp() => _bytes.Bytes[.._length].ToArray();

    /// <summary>Writes the reference into its parent's RLP; answers its length.</summary>
    internal int Write(Span<byte> destination)
    {
        if (IsHash)
        {
            return Rlp.WriteBytes(destination, _bytes.Bytes);
        }

        if (_length == 0)
        {
            destination[0] = Rlp.EmptyString;
            return 1;
        }

        _bytes.Bytes[.._length].CopyTo(destination);
        return _length;
    }
}
