using Cos.Chain.Queries;
using Cos.Primitives.Transactions;

namespace Cos.Rpc.Subscriptions;

/// <summary>Something the chain told of.</summary>
internal abstract record ChainEvent
{
    private ChainEvent() { }

    /// <summary>The head moved.</summary>
    internal sealed record HeadMoved(HeadChange Change) : ChainEvent;

    /// <summary>The pool took a transaction.</summary>
    internal sealed record Pending(RecoveredTransaction Transaction) : ChainEvent;
}
