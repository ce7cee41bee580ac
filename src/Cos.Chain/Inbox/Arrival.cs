using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;

namespace Cos.Chain.Inbox;

/// <summary>What may come to the chain's thread from outside, one at a time. Moments come beside the queue: see <see cref="ChainInbox.Tick"/>.</summary>
public abstract record Arrival
{
    private Arrival() { }

    /// <summary>A transaction for the pool.</summary>
    internal sealed record Submit(RecoveredTransaction Transaction, TaskCompletionSource<SubmitOutcome> Outcome) : Arrival;

    /// <summary>A block from elsewhere.</summary>
    internal sealed record Import(Block Block, TaskCompletionSource<BlockRejection?> Outcome) : Arrival;

    /// <summary>Somebody asks what the next block would hold.</summary>
    internal sealed record Candidates(TaskCompletionSource<BlockPlan> Outcome) : Arrival;

    /// <summary>Nothing but a reason to look at the time.</summary>
    internal sealed record Nudge : Arrival;
}
