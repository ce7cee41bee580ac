using System.Collections.Immutable;

namespace Cos.Primitives.Votes;

/// <summary>The members whose quorum finalises, by ascending address, as registered when elected.</summary>
public sealed record VotingSet(ImmutableArray<VotingMember> Members)
{
    /// <summary>The most members a set may have.</summary>
    public const int MembersMax = 255;

    /// <summary>Signatures that make a certificate: floor(2N/3) + 1.</summary>
    public int Quorum => (2 * Members.Length / 3) + 1;
}
