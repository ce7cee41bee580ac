using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Votes;

/// <summary>What a prevote or a precommit says: which block, in which round of which instance, by which set.</summary>
/// <param name="Instance">The BFT instance.</param>
/// <param name="Round">The round within it.</param>
/// <param name="SetHash">The voting set that the voter counts itself in.</param>
/// <param name="BlockHash">The block, or zero for nil.</param>
/// <param name="BlockNumber">The block's height, or zero for nil.</param>
public sealed record Vote(ulong Instance, uint Round, Hash256 SetHash, BlockHash BlockHash, ulong BlockNumber)
{
    /// <summary>The precommit that a certificate's members signed.</summary>
    public static Vote Of(Certificate certificate) =>
        new(certificate.Instance, certificate.Round, certificate.SetHash, certificate.BlockHash, certificate.BlockNumber);

    /// <summary>The signed payload: RLP [instance, round, set hash, block hash or zero, block number], in a new array.</summary>
    public byte[] EncodePayload()
    {
        RlpWriter writer = new();
        writer.StartList();
        writer.Write(Instance);
        writer.Write(Round);
        writer.Write(SetHash);
        writer.Write(BlockHash.Value);
        writer.Write(BlockNumber);
        writer.EndList();
        return writer.ToArray();
    }

    /// <summary>What the voter signs.</summary>
    public Hash256 SigningDigest(SigningKind kind, ulong chainId, BlockHash genesisHash)
    {
        Invariant.Require(kind is SigningKind.Prevote or SigningKind.Precommit, "a vote is a prevote or a precommit");
        return SigningDomain.Digest(kind, chainId, genesisHash, EncodePayload());
    }
}
