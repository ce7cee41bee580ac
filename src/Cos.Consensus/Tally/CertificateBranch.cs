using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Tally;

/// <summary>What a carried certificate is judged by.</summary>
public sealed record CertificateBranch
{
    /// <summary>The instance of the newest certificate that the branch carries; zero before the first.</summary>
    public required ulong NewestInstance { get; init; }

    /// <summary>The height of that certificate's block; genesis' before the first.</summary>
    public required ulong NewestNumber { get; init; }

    /// <summary>The voting set in the state of that certificate's block.</summary>
    public required VotingSet Set { get; init; }

    /// <summary>The branch's block at the height that the certificate names; null where it has none.</summary>
    public required BlockHash? AncestorHash { get; init; }
}
