using Cos.Chain.Ports;

namespace Cos.Rpc.Subscriptions;

/// <summary>A filter that its owner polls. Used under the table's lock only.</summary>
internal sealed class Filter(SubscriptionKind kind, LogCriteria? criteria, int resultsMax)
{
    private readonly Queue<byte[]> _results = [];

    /// <summary>What it gathers.</summary>
    internal SubscriptionKind Kind => kind;
    /// <summary>Which logs, as its owner said.</summary>
    internal LogCriteria? Criteria => criteria;
    /// <summary>Which logs of blocks to come.</summary>
    internal LogQuery? Logs { get; } = criteria?.Watched;
    /// <summary>When it was polled last.</summary>
    internal long Polled { get; set; }

    /// <summary>Keeps a result, and forgets the oldest beyond the limit.</summary>
    internal void Add(byte[] json)
    {
        if (_results.Count >= resultsMax) _results.Dequeue();
        _results.Enqueue(json);
    }

    /// <summary>What was gathered since the last poll.</summary>
    internal byte[][] Take()
    {
        byte[][] results = [.. _results];
        _results.Clear();
        return results;
    }
}
