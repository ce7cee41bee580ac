using Cos.Primitives.Schedule;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>What a header's seal is judged by: facts of the parent's state and branch alone.</summary>
public sealed record SealBranch
{
    /// <summary>The schedule of the header's round, from the parent's state.</summary>
    public required RoundSchedule Schedule { get; init; }

    /// <summary>The branch's blocks in the parent's turn, the parent among them.</summary>
    public required TurnSoFar ParentTurn { get; init; }

    /// <summary>The parent's PREVRANDAO.</summary>
    public required Hash256 ParentRandao { get; init; }

    /// <summary>The Ed25519 key registered for the header's sealer in the parent's state; null where there is none.</summary>
    public required Hash256? SealerKey { get; init; }
}
