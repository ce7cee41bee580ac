using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Storage.Audit;

/// <summary>
/// A fingerprint of a set of leaves that does not depend on their order: how many, and the sum of their digests modulo 2^256. Two sets that chance
/// made different have different fingerprints, so flat columns in order of addresses compare with tries in order of hashes without a look-up a leaf.
/// </summary>
/// <param name="Count">How many leaves.</param>
/// <param name="Digests">The sum of their Keccak-256 digests.</param>
internal readonly record struct LeafSum(ulong Count, UInt256 Digests)
{
    private const int LeafBytesMax = 256;

    /// <summary>With one more leaf: the hashed address, the hashed slot of a storage leaf, and the value.</summary>
    internal LeafSum Plus(ReadOnlySpan<byte> hashedAddress, ReadOnlySpan<byte> hashedSlot, ReadOnlySpan<byte> value)
    {
        Span<byte> leaf = stackalloc byte[LeafBytesMax];
        hashedAddress.CopyTo(leaf);
        hashedSlot.CopyTo(leaf[hashedAddress.Length..]);
        var length = hashedAddress.Length + hashedSlot.Length;
        value.CopyTo(leaf[length..]);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(leaf[..(length + value.Length)], digest);
        return new LeafSum(Count + 1, Digests + UInt256.FromBigEndian(digest));
    }
}
