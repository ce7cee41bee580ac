using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Subscriptions;

/// <summary>All polled filters. One that nobody polls for its lifetime is removed.</summary>
internal sealed class FilterTable(RpcLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, Filter> _filters = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private long _swept = clock.GetTimestamp();
    private volatile bool _wantsPending;
    private volatile bool _wantsLogs;

    /// <summary>Whether any filter gathers transactions of the pool.</summary>
    internal bool WantsPending => _wantsPending;
    /// <summary>Whether any filter gathers logs.</summary>
    internal bool WantsLogs => _wantsLogs;

    /// <summary>Makes a filter; null when there are too many.</summary>
    internal string? Create(SubscriptionKind kind, LogCriteria? criteria)
    {
        lock (_turn)
        {
            SweepNow();
            if (_filters.Count >= limits.FiltersMax) return null;
            string id = RandomId.New();
            _filters.Add(id, new Filter(kind, criteria, limits.FilterResultsMax) { Polled = clock.GetTimestamp() });
            Recount();
            return id;
        }
    }

    /// <summary>Removes a filter; false when there is none of that id.</summary>
    internal bool Remove(string id)
    {
        lock (_turn)
        {
            bool removed = _filters.Remove(id);
            Recount();
            return removed;
        }
    }

    /// <summary>What a filter gathered since the last poll; null when there is none of that id.</summary>
    internal byte[][]? Poll(string id)
    {
        lock (_turn)
        {
            SweepNow();
            if (!_filters.TryGetValue(id, out Filter? filter)) return null;
            filter.Polled = clock.GetTimestamp();
            return filter.Take();
        }
    }

    /// <summary>What a filter of logs asks for; null when there is none of that id.</summary>
    internal LogCriteria? CriteriaOf(string id)
    {
        lock (_turn)
        {
            if (!_filters.TryGetValue(id, out Filter? filter)) return null;
            filter.Polled = clock.GetTimestamp();
            return filter.Criteria;
        }
    }

    internal void AddBlock(BlockHash hash) => AddHash(SubscriptionKind.NewHeads, hash.Value);

    internal void AddPending(TxHash hash) => AddHash(SubscriptionKind.PendingTransactions, hash.Value);

    internal void AddLog(ShownLog shown)
    {
        if (!_wantsLogs) return;
        lock (_turn)
        {
            foreach (Filter filter in _filters.Values)
            {
                if (filter.Logs is { } query && shown.BlockNumber >= query.FromNumber && shown.BlockNumber <= query.ToNumber && query.Matches(shown.Log))
                {
                    filter.Add(shown.Json);
                }
            }
        }
    }

    /// <summary>Removes what nobody polls, if the last sweep is long enough ago.</summary>
    internal void Sweep()
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _swept)) < SweepEvery) return;
        lock (_turn) SweepNow();
    }

    private void AddHash(SubscriptionKind kind, in Hash256 hash)
    {
        lock (_turn)
        {
            byte[]? json = null;
            foreach (Filter filter in _filters.Values)
            {
                if (filter.Kind == kind) filter.Add(json ??= JsonOf(in hash));
            }
        }
    }

    private static byte[] JsonOf(in Hash256 hash)
    {
        using var sink = new JsonSink();
        sink.Bytes(in hash);
        return sink.Written.ToArray();
    }

    private void SweepNow()
    {
        if (clock.GetElapsedTime(_swept) < SweepEvery) return;
        _swept = clock.GetTimestamp();
        List<string> old = [.. _filters.Where(entry => clock.GetElapsedTime(entry.Value.Polled) >= limits.FilterLifetime).Select(entry => entry.Key)];
        foreach (string id in old) _filters.Remove(id);
        if (old.Count > 0) Recount();
    }

    private void Recount()
    {
        _wantsPending = _filters.Values.Any(filter => filter.Kind == SubscriptionKind.PendingTransactions);
        _wantsLogs = _filters.Values.Any(filter => filter.Kind == SubscriptionKind.Logs);
    }
}
