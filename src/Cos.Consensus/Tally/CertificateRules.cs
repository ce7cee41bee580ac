using Cos.Consensus.Dpos;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Tally;

/// <summary>Whether a header may carry a certificate (consensus.md, "A block is valid iff").</summary>
public static class CertificateRules
{
    /// <summary>It must be of a higher instance than the branch's newest, for an ancestor after that one's block, and by the set in that one's state.</summary>
    public static BlockRejection? Check(DposChain chain, Certificate certificate, CertificateBranch branch)
    {
        if (certificate.Instance <= branch.NewestInstance) return BlockRejection.CertificateNotNewer;
        if (certificate.BlockNumber <= branch.NewestNumber || branch.AncestorHash != certificate.BlockHash) return BlockRejection.CertificateNotForAncestor;
        return CertificateCheck.Check(chain, certificate, branch.Set) is null ? null : BlockRejection.BadCertificate;
    }
}
