using Cos.Primitives.Votes;

namespace Cos.Primitives.Blocks;

/// <summary>What a COS header carries in Ethereum's extraData: RLP <c>[version, slot, certificate | empty, votingSet | empty, randaoReveal | empty, seal]</c> (consensus.md, Header).</summary>
public sealed record HeaderExtra
{
    /// <summary>The only version there is.</summary>
    public const ulong CurrentVersion = 1;

    /// <summary>The longest encoding in bytes.</summary>
    public const int EncodedBytesMax = 8 * 1024;

    /// <summary>The slot the block was made in; genesis is slot 0.</summary>
    public required ulong Slot { get; init; }

    /// <summary>A certificate for an ancestor, newer than any the branch carries.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Present in genesis, and exactly when the state's voting set differs from the parent's.</summary>
    public VotingSet? VotingSet { get; init; }

    /// <summary>The sealer's 80-byte ECVRF proof in its first block of a turn on the branch; otherwise empty.</summary>
    public ReadOnlyMemory<byte> RandaoReveal { get; init; }

    /// <summary>The sealer's 64-byte Ed25519 signature over the header with an empty seal; empty in genesis.</summary>
    public ReadOnlyMemory<byte> Seal { get; init; }
}
