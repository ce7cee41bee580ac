using System.Text;
using System.Text.Json;
using Cos.Chain.Ports;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.Methods;

/// <summary>Events that are pushed over a WebSocket.</summary>
internal sealed class SubscriptionMethods(RpcLimits limits)
{
    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All => [RpcMethod.Light("eth_subscribe", Subscribe), RpcMethod.Light("eth_unsubscribe", Unsubscribe)];

    private RpcError? Subscribe(ref Arguments arguments, JsonSink sink)
    {
        if (arguments.Exchange is not { } exchange) return RpcError.NoSubscriptions;
        if (!arguments.Text(out string name)) return arguments.Error;
        SubscriptionKind kind = KindOf(name);
        if (kind == SubscriptionKind.Unspecified) return RpcError.Params($"no \"{name}\" subscription in eth namespace");
        LogQuery? logs = null;
        bool full = false;
        if (kind == SubscriptionKind.Logs)
        {
            if (!LogCriteriaReader.TryRead(ref arguments, limits, required: false, out LogCriteria criteria)) return arguments.Error;
            logs = criteria.Watched;
        }
        else if (kind == SubscriptionKind.PendingTransactions && !ReadFull(ref arguments, out full))
        {
            return arguments.Error;
        }

        if (!arguments.End()) return arguments.Error;
        string id = RandomId.New();
        var subscription = new Subscription { Id = Encoding.ASCII.GetBytes(id), Kind = kind, Session = exchange.Session, Logs = logs, IsFull = full };
        if (!exchange.Session.TryAdd(id, subscription)) return RpcError.Limit($"limit exceeded: at most {limits.SubscriptionsMax} subscriptions a connection");
        exchange.Open(subscription);
        sink.Text(id);
        return null;
    }

    private static RpcError? Unsubscribe(ref Arguments arguments, JsonSink sink)
    {
        if (arguments.Exchange is not { } exchange) return RpcError.NoSubscriptions;
        if (!(arguments.Text(out string id) && arguments.End())) return arguments.Error;
        if (!exchange.Session.Cancel(id)) return RpcError.Server("subscription not found");
        sink.Flag(true);
        return null;
    }

    private static SubscriptionKind KindOf(string name) => name switch
    {
        "newHeads" => SubscriptionKind.NewHeads,
        "logs" => SubscriptionKind.Logs,
        "newPendingTransactions" => SubscriptionKind.PendingTransactions,
        "syncing" => SubscriptionKind.Syncing,
        _ => SubscriptionKind.Unspecified,
    };

    // Some libraries send an empty object where geth takes a flag.
    private static bool ReadFull(ref Arguments arguments, out bool full)
    {
        full = false;
        if (!arguments.Next()) return arguments.Error is null;
        if (arguments.Json.TokenType is JsonTokenType.StartObject) arguments.Json.Skip();
        else if (arguments.Json.TokenType is JsonTokenType.True or JsonTokenType.False) full = arguments.Json.TokenType == JsonTokenType.True;
        else return arguments.Fail("expected true or false");
        return true;
    }
}
