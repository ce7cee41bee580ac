namespace Cos.Rpc.Subscriptions;

/// <summary>All live subscriptions, by what they are told of.</summary>
internal sealed class SubscriptionBoard
{
    private readonly Lock _turn = new();
    private readonly Dictionary<SubscriptionKind, HashSet<Subscription>> _live = new()
    {
        [SubscriptionKind.NewHeads] = [],
        [SubscriptionKind.Logs] = [],
        [SubscriptionKind.PendingTransactions] = [],
        [SubscriptionKind.Syncing] = [],
    };
    private volatile bool _wantsPending;

    /// <summary>Whether anybody wants transactions of the pool.</summary>
    internal bool WantsPending => _wantsPending;

    /// <summary>Live subscriptions.</summary>
    internal int Count
    {
        get
        {
            lock (_turn) return _live.Values.Sum(subscriptions => subscriptions.Count);
        }
    }

    internal void Add(Subscription subscription)
    {
        lock (_turn)
        {
            _live[subscription.Kind].Add(subscription);
            _wantsPending = _live[SubscriptionKind.PendingTransactions].Count > 0;
        }
    }

    internal void Remove(Subscription subscription)
    {
        lock (_turn)
        {
            _live[subscription.Kind].Remove(subscription);
            _wantsPending = _live[SubscriptionKind.PendingTransactions].Count > 0;
        }
    }

    /// <summary>Who wants this kind at this moment; empty costs nothing.</summary>
    internal Subscription[] Of(SubscriptionKind kind)
    {
        lock (_turn)
        {
            return _live[kind].Count == 0 ? [] : [.. _live[kind]];
        }
    }
}
