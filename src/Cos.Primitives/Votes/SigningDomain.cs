using Cos.Crypto.Hashing;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Votes;

/// <summary>Domain separation: nothing signed as one thing, or on one chain, can be replayed as another or elsewhere (consensus.md, Domains).</summary>
public static class SigningDomain
{
    /// <summary>keccak256(RLP["COS/1/kind", chainId, genesisHash, payload]); the payload is one RLP item already.</summary>
    public static Hash256 Digest(SigningKind kind, ulong chainId, BlockHash genesisHash, ReadOnlySpan<byte> payloadRlp)
    {
        RlpWriter writer = new();
        writer.StartList();
        writer.Write(NameOf(kind));
        writer.Write(chainId);
        writer.Write(genesisHash.Value);
        writer.WriteRaw(payloadRlp);
        writer.EndList();
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(writer.Written, digest);
        return new Hash256(digest);
    }

    /// <summary>What a sealer signs: its header with an empty seal; <paramref name="extra"/> is the header's decoded extraData.</summary>
    public static Hash256 SealDigest(ulong chainId, BlockHash genesisHash, BlockHeader header, HeaderExtra extra) =>
        Digest(SigningKind.Block, chainId, genesisHash, HeaderCodec.EncodeUnsealed(header, extra));

    private static ReadOnlySpan<byte> NameOf(SigningKind kind) => kind switch
    {
        SigningKind.Block => "COS/1/block"u8,
        SigningKind.Prevote => "COS/1/prevote"u8,
        SigningKind.Precommit => "COS/1/precommit"u8,
        SigningKind.Proposal => "COS/1/proposal"u8,
        SigningKind.Peer => "COS/1/peer"u8,
        SigningKind.Anchor => "COS/1/anchor"u8,
        SigningKind.Unspecified => throw new InvariantBrokenException("a signature has a kind"),
    };
}
