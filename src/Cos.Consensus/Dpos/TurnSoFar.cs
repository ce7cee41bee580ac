using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>The blocks that a branch has in one turn, oldest first: at most as many as the turn has slots.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Blocks">Its blocks on the branch.</param>
public sealed record TurnSoFar(ulong Turn, ImmutableArray<SealedSlot> Blocks)
{
    /// <summary>The turn as the next block on the branch finds it: without blocks when it is another turn.</summary>
    public TurnSoFar At(ulong turn) => turn == Turn ? this : new TurnSoFar(turn, []);

    /// <summary>The turn with one more block.</summary>
    public TurnSoFar With(SealedSlot block) => this with { Blocks = Blocks.Add(block) };

    /// <summary>Whether the branch has a block of a sealer in the turn.</summary>
    public bool HasBlockOf(in Address sealer)
    {
        foreach (var block in Blocks)
        {
            if (block.Sealer == sealer) return true;
        }

        return false;
    }
}
