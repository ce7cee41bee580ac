using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;
using Cos.Rpc.Views;

namespace Cos.Rpc.Methods;

/// <summary>Logs by query, and filters that are polled.</summary>
internal sealed class LogMethods(ChainQueries queries, BlockFinder finder, FilterTable filters, EventFan fan, RpcLimits limits)
{
    private static readonly RpcError FilterNotFound = RpcError.Server("filter not found");

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Heavy("eth_getLogs", GetLogs),
        RpcMethod.Light("eth_newFilter", NewLogFilter),
        RpcMethod.Light("eth_newBlockFilter", (ref arguments, sink) => NewFilter(ref arguments, sink, SubscriptionKind.NewHeads)),
        RpcMethod.Light("eth_newPendingTransactionFilter", NewPendingFilter),
        RpcMethod.Light("eth_getFilterChanges", GetFilterChanges),
        RpcMethod.Heavy("eth_getFilterLogs", GetFilterLogs),
        RpcMethod.Light("eth_uninstallFilter", Uninstall),
    ];

    private RpcError? GetLogs(ref Arguments arguments, JsonSink sink)
    {
        if (!(LogCriteriaReader.TryRead(ref arguments, limits, required: true, out LogCriteria criteria) && arguments.End())) return arguments.Error;
        return Write(sink, criteria);
    }

    private RpcError? NewLogFilter(ref Arguments arguments, JsonSink sink)
    {
        if (!(LogCriteriaReader.TryRead(ref arguments, limits, required: false, out LogCriteria criteria) && arguments.End())) return arguments.Error;
        return Create(sink, SubscriptionKind.Logs, criteria);
    }

    private RpcError? NewPendingFilter(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Flag(false, out bool full) && arguments.End())) return arguments.Error;
        return full ? RpcError.Params("invalid argument 0: filters give hashes only; subscribe to newPendingTransactions for whole transactions") : Create(sink, SubscriptionKind.PendingTransactions, null);
    }

    private RpcError? NewFilter(ref Arguments arguments, JsonSink sink, SubscriptionKind kind) => arguments.End() ? Create(sink, kind, null) : arguments.Error;

    private RpcError? Create(JsonSink sink, SubscriptionKind kind, LogCriteria? criteria)
    {
        fan.Pump(); // what happened before the filter is not the filter's
        if (filters.Create(kind, criteria) is not { } id) return RpcError.Limit("limit exceeded: too many filters");
        sink.Text(id);
        return null;
    }

    private RpcError? GetFilterChanges(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Text(out string id) && arguments.End())) return arguments.Error;
        fan.Pump();
        if (filters.Poll(id) is not { } results) return FilterNotFound;
        sink.OpenArray();
        foreach (byte[] result in results) sink.Raw(result);
        sink.CloseArray();
        return null;
    }

    private RpcError? GetFilterLogs(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Text(out string id) && arguments.End())) return arguments.Error;
        return filters.CriteriaOf(id) is { } criteria ? Write(sink, criteria) : FilterNotFound;
    }

    private RpcError? Uninstall(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Text(out string id) && arguments.End())) return arguments.Error;
        sink.Flag(filters.Remove(id));
        return null;
    }

    private RpcError? Write(JsonSink sink, LogCriteria criteria)
    {
        if (criteria.Block is { } hash) return WriteBlock(sink, criteria.Query, in hash);
        HeadSnapshot head = queries.Head;
        if ((criteria.From ?? criteria.To) is { Tag: BlockTag.Pending } || criteria.To is { Tag: BlockTag.Pending }) return RpcError.Params("pending logs are not supported");
        if (finder.FindNumber(criteria.From ?? BlockSelector.Latest, head) is not { } from) return RpcError.HashNotFound;
        if (finder.FindNumber(criteria.To ?? BlockSelector.Latest, head) is not { } to) return RpcError.HashNotFound;
        if (from > to) return RpcError.Params("invalid block range params");
        if (to > head.Number) return RpcError.Params("block range extends beyond current head block");
        if (to - from >= limits.LogBlocksMax) return RpcError.Limit($"limit exceeded: block range too large: {to - from + 1} blocks, at most {limits.LogBlocksMax}");
        return WriteAll(sink, queries.FindLogs(criteria.Query with { FromNumber = from, ToNumber = to }));
    }

    private RpcError? WriteBlock(JsonSink sink, LogQuery query, in BlockHash hash)
    {
        if (!queries.TryGetBlock(in hash, out ExecutedBlock? block)) return RpcError.Server("unknown block");
        return WriteAll(sink, LogsOf(block, query));
    }

    private static IEnumerable<LogEntry> LogsOf(ExecutedBlock block, LogQuery query)
    {
        int logIndex = 0;
        for (int i = 0; i < block.Receipts.Length; i++)
        {
            foreach (Log log in block.Receipts[i].Logs)
            {
                if (query.Matches(log)) yield return new LogEntry(log, block.Hash, block.Number, block.Header.Timestamp, block.Block.Transactions[i].Hash, i, logIndex);
                logIndex++;
            }
        }
    }

    private RpcError? WriteAll(JsonSink sink, IEnumerable<LogEntry> logs)
    {
        int count = 0, mark = sink.Length;
        sink.OpenArray();
        foreach (LogEntry entry in logs)
        {
            if (++count > limits.LogResultsMax) return RpcError.Limit($"limit exceeded: query returned more than {limits.LogResultsMax} results");
            if (sink.Length - mark > limits.ResponseBytesMax) return RpcError.Limit($"limit exceeded: the logs take more than {limits.ResponseBytesMax} bytes");
            LogView.Write(sink, entry);
        }

        sink.CloseArray();
        return null;
    }
}
