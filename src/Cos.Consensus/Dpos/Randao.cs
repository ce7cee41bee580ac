using System.Buffers.Binary;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>The chained randomness (consensus.md, Randomness): one verifiable output per key and turn, so it can be withheld but never chosen.</summary>
public static class Randao
{
    private const int AlphaBytes = Hash256.Size + 8;

    /// <summary>Makes a key's reveal for a turn; the array is the caller's.</summary>
    public static byte[] Reveal(DposChain chain, Ed25519Key key, ulong turn)
    {
        Span<byte> alpha = stackalloc byte[AlphaBytes];
        WriteAlpha(chain, turn, alpha);
        var proof = new byte[HeaderExtraCodec.RevealBytes];
        key.ProveVrf(alpha, proof);
        return proof;
    }

    /// <summary>Verifies a reveal and chains its output: <c>keccak(parent ‖ output)</c>; false for a proof that is not the key's for this turn.</summary>
    public static bool TryNext(DposChain chain, in Hash256 key, ulong turn, ReadOnlySpan<byte> reveal, in Hash256 parent, out Hash256 next)
    {
        Span<byte> alpha = stackalloc byte[AlphaBytes];
        Span<byte> chained = stackalloc byte[Hash256.Size + EcVrf.OutputSize];
        parent.Bytes.CopyTo(chained); // before `next` is written: a caller may pass one variable as both
        next = default;
        WriteAlpha(chain, turn, alpha);
        if (reveal.Length != HeaderExtraCodec.RevealBytes || !EcVrf.TryVerify(key.Bytes, alpha, reveal, chained[Hash256.Size..])) return false;
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(chained, digest);
        next = new Hash256(digest);
        return true;
    }

    // The VRF's input: the genesis hash and the turn, 8 bytes big-endian.
    private static void WriteAlpha(DposChain chain, ulong turn, Span<byte> alpha)
    {
        chain.GenesisHash.Value.Bytes.CopyTo(alpha);
        BinaryPrimitives.WriteUInt64BigEndian(alpha[Hash256.Size..], turn);
    }
}
