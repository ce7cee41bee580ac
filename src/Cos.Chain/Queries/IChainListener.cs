using Cos.Primitives.Transactions;
using Cos.Primitives.Votes;

namespace Cos.Chain.Queries;

/// <summary>Hears of the chain's moves on the chain's own thread, in order: it must hand them on and return at once.</summary>
public interface IChainListener
{
    /// <summary>The head moved; the snapshot is published and the blocks are stored.</summary>
    public void OnHeadChanged(HeadChange change);

    /// <summary>A block and its ancestors became final.</summary>
    public void OnFinalised(Certificate certificate, HeadSnapshot head);

    /// <summary>The pool took a transaction.</summary>
    public void OnPendingTransaction(RecoveredTransaction transaction);
}
