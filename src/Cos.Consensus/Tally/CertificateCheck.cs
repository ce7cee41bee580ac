using System.Numerics;
using Cos.Consensus.Dpos;
using Cos.Crypto.Signatures;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Tally;

/// <summary>Whether a certificate is a quorum's precommits. Each signature is verified alone: a batch may judge edge cases differently, and that would fork.</summary>
public static class CertificateCheck
{
    /// <summary>Bytes of a bitmap over a set.</summary>
    public static int BitmapBytes(int members) => (members + 7) / 8;

    /// <summary>Checks a certificate against the voting set that must have signed it; null when it proves its block final.</summary>
    public static CertificateRejection? Check(DposChain chain, Certificate certificate, VotingSet set)
    {
        if (certificate.ChainId != chain.ChainId) return CertificateRejection.WrongChain;
        if (certificate.SetHash != VotingSetCodec.Hash(set)) return CertificateRejection.WrongSet;
        var bitmap = certificate.Bitmap.Span;
        if (!IsBitmapOf(bitmap, set.Members.Length)) return CertificateRejection.MalformedBitmap;
        int signers = 0;
        foreach (var bits in bitmap) signers += BitOperations.PopCount(bits);
        if (certificate.Signatures.Length != signers) return CertificateRejection.WrongSignatureCount;
        foreach (var signature in certificate.Signatures)
        {
            if (signature.Length != CertificateCodec.SignatureBytes) return CertificateRejection.WrongSignatureCount;
        }

        if (signers < set.Quorum) return CertificateRejection.NoQuorum;
        return AllSigned(chain, certificate, set, bitmap) ? null : CertificateRejection.BadSignature;
    }

    /// <summary>The digest that a precommit of a certificate's vote signs.</summary>
    public static Hash256 DigestOf(DposChain chain, Vote vote) =>
        vote.SigningDigest(SigningKind.Precommit, chain.ChainId, chain.GenesisHash);

    private static bool AllSigned(DposChain chain, Certificate certificate, VotingSet set, ReadOnlySpan<byte> bitmap)
    {
        var digest = DigestOf(chain, Vote.Of(certificate));
        int next = 0;
        for (int member = 0; member < set.Members.Length; member++)
        {
            if ((bitmap[member >> 3] & (1 << (member & 7))) == 0) continue;
            if (!Ed25519.Verify(set.Members[member].Key.Bytes, digest.Bytes, certificate.Signatures[next++].Span)) return false;
        }

        return true;
    }

    private static bool IsBitmapOf(ReadOnlySpan<byte> bitmap, int members)
    {
        if (bitmap.Length != BitmapBytes(members)) return false;
        int spare = (bitmap.Length * 8) - members;
        return spare == 0 || bitmap[^1] >> (8 - spare) == 0;
    }
}
