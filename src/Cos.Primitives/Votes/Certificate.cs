using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Votes;

/// <summary>A quorum's precommits for one block: it and all its ancestors are final (consensus.md, Words).</summary>
public sealed record Certificate
{
    /// <summary>The chain it is for.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The BFT instance that decided.</summary>
    public required ulong Instance { get; init; }

    /// <summary>The round of the instance it was decided in.</summary>
    public required uint Round { get; init; }

    /// <summary>Hash of the voting set whose members signed.</summary>
    public required Hash256 SetHash { get; init; }

    /// <summary>The decided block.</summary>
    public required BlockHash BlockHash { get; init; }

    /// <summary>The decided block's height.</summary>
    public required ulong BlockNumber { get; init; }

    /// <summary>Bit i (least significant first in each byte) says that the voting set's member i signed.</summary>
    public required ReadOnlyMemory<byte> Bitmap { get; init; }

    /// <summary>64-byte Ed25519 signatures of the members whose bits are set, in their order.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Signatures { get; init; }
}
