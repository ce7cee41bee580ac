using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Contracts.Runtime;

/// <summary>Where Solidity keeps mappings, arrays and strings ("Layout of State Variables in Storage" in its manual).</summary>
public static class SolidityLayout
{
    /// <summary>The slot of a mapping's entry: keccak(key ‖ mapping's slot).</summary>
    public static UInt256 Entry(in UInt256 mapping, in UInt256 key)
    {
        Span<byte> bytes = stackalloc byte[2 * UInt256.Size];
        key.WriteBigEndian(bytes);
        mapping.WriteBigEndian(bytes[UInt256.Size..]);
        return Digest(bytes);
    }

    /// <summary>The slot of a mapping's entry whose key is an address.</summary>
    public static UInt256 Entry(in UInt256 mapping, in Address key) => Entry(in mapping, key.ToWord());

    /// <summary>The slot of a dynamic array's first element, or of a long string's first 32 bytes: keccak(slot). The slot itself holds the length.</summary>
    public static UInt256 Elements(in UInt256 array)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        array.WriteBigEndian(bytes);
        return Digest(bytes);
    }

    private static UInt256 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(bytes, digest);
        return UInt256.FromBigEndian(digest);
    }
}
