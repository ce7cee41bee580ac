using Cos.Crypto.Signatures;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Dpos;

/// <summary>The sealer's signature over the header with an empty seal.</summary>
public static class Seal
{
    /// <summary>Whether a header is sealed by a key.</summary>
    public static bool Verify(DposChain chain, BlockHeader header, HeaderExtra extra, in Hash256 key)
    {
        if (extra.Seal.Length != HeaderExtraCodec.SealBytes) return false;
        var digest = DigestOf(chain, header, extra);
        return Ed25519.Verify(key.Bytes, digest.Bytes, extra.Seal.Span);
    }

    /// <summary>Seals a header: the same with the signature in its extraData.</summary>
    public static BlockHeader Sign(DposChain chain, BlockHeader header, HeaderExtra extra, Ed25519Key key)
    {
        var signature = new byte[HeaderExtraCodec.SealBytes];
        key.Sign(DigestOf(chain, header, extra).Bytes, signature);
        return header with { ExtraBytes = HeaderExtraCodec.Encode(extra with { Seal = signature }) };
    }

    private static Hash256 DigestOf(DposChain chain, BlockHeader header, HeaderExtra extra) =>
        SigningDomain.SealDigest(chain.ChainId, chain.GenesisHash, header, extra);
}
