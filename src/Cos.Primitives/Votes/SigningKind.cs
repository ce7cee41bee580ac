namespace Cos.Primitives.Votes;

/// <summary>What an Ed25519 signature is for (consensus.md, Domains).</summary>
public enum SigningKind
{
    /// <summary>Nothing; never signed.</summary>
    Unspecified = 0,
    /// <summary>A header with an empty seal.</summary>
    Block,
    /// <summary>A prevote.</summary>
    Prevote,
    /// <summary>A precommit.</summary>
    Precommit,
    /// <summary>A proposal.</summary>
    Proposal,
    /// <summary>A peer's transport key.</summary>
    Peer,
    /// <summary>An anchor of another chain's block.</summary>
    Anchor,
}
