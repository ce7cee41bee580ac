namespace Cos.Rpc.Subscriptions;

/// <summary>What a client is told of.</summary>
internal enum SubscriptionKind
{
    Unspecified = 0,
    /// <summary>Headers of blocks that join the canonical chain.</summary>
    NewHeads,
    /// <summary>Logs of blocks that join or leave it.</summary>
    Logs,
    /// <summary>Transactions that enter the pool.</summary>
    PendingTransactions,
    /// <summary>The beginning and the end of catching up.</summary>
    Syncing,
}
