using Cos.Primitives.Votes;

namespace Cos.Chain.Ports;

/// <summary>What one arrival changes in the block store: one atomic batch.</summary>
public sealed record BlockCommit
{
    /// <summary>A block that was executed, of any branch; null when only the head or the final block moves.</summary>
    public ExecutedBlock? Block { get; init; }

    /// <summary>The change of the canonical chain; null when the head stays.</summary>
    public HeadMove? Move { get; init; }

    /// <summary>A certificate of a higher instance than any before, for a block of the canonical chain.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Whether the batch must be on the disk when the call returns: true before anything signed leaves the node.</summary>
    public required bool Sync { get; init; }
}
