using System.Collections.Immutable;

namespace Cos.Rpc.JsonRpc;

/// <summary>Local limits of the JSON-RPC edge; none of them is consensus.</summary>
public sealed record RpcLimits
{
    /// <summary>Host names a request may be addressed to beside IP addresses and localhost; "*" opens to all (guards browsers against DNS rebinding).</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = ["localhost"];

    /// <summary>Origins that browsers' pages may call from; "*" opens to all, none keeps CORS off.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>The longest HTTP body in bytes.</summary>
    public int BodyBytesMax { get; init; } = 5 * 1024 * 1024;

    /// <summary>The longest WebSocket message in bytes.</summary>
    public int SocketMessageBytesMax { get; init; } = 5 * 1024 * 1024;

    /// <summary>Calls in one batch.</summary>
    public int BatchItemsMax { get; init; } = 1000;

    /// <summary>Bytes of a batch's answers, and of one answer of logs; calls beyond are refused.</summary>
    public int ResponseBytesMax { get; init; } = 25 * 1000 * 1000;

    /// <summary>Open WebSockets.</summary>
    public int SocketsMax { get; init; } = 20_000;

    /// <summary>Subscriptions of one WebSocket.</summary>
    public int SubscriptionsMax { get; init; } = 128;

    /// <summary>Notifications that wait for one slow WebSocket before it is dropped.</summary>
    public int SocketQueueMax { get; init; } = 4096;

    /// <summary>Bytes of notifications that wait for one slow WebSocket before it is dropped.</summary>
    public long SocketQueueBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>How often a quiet WebSocket is pinged.</summary>
    public TimeSpan SocketPing { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Polled filters of all clients together.</summary>
    public int FiltersMax { get; init; } = 10_000;

    /// <summary>Results a filter keeps between two polls; the oldest are forgotten beyond.</summary>
    public int FilterResultsMax { get; init; } = 10_000;

    /// <summary>A filter that is not asked for this long is removed.</summary>
    public TimeSpan FilterLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Calls that run contract code or search logs at the same time.</summary>
    public int HeavyCallsMax { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Heavy calls that wait for a turn; more are refused.</summary>
    public int HeavyQueueMax { get; init; } = 1024;

    /// <summary>How long one heavy call may run.</summary>
    public TimeSpan HeavyTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gas that eth_call and eth_estimateGas may use.</summary>
    public ulong CallGasMax { get; init; } = 50_000_000;

    /// <summary>Blocks that one log query may span.</summary>
    public ulong LogBlocksMax { get; init; } = 10_000;

    /// <summary>Logs that one query may return.</summary>
    public int LogResultsMax { get; init; } = 10_000;

    /// <summary>Addresses or topics in one log query's list.</summary>
    public int LogCriteriaMax { get; init; } = 1000;

    /// <summary>Blocks that one trace_filter may execute again.</summary>
    public ulong TraceBlocksMax { get; init; } = 100;

    /// <summary>Slots in one eth_getProof.</summary>
    public int ProofSlotsMax { get; init; } = 1024;

    /// <summary>Blocks in one eth_feeHistory.</summary>
    public ulong FeeHistoryBlocksMax { get; init; } = 1024;

    /// <summary>The longest that eth_sendRawTransactionSync may be told to wait.</summary>
    public TimeSpan ReceiptWaitMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long eth_sendRawTransactionSync waits unless told.</summary>
    public TimeSpan ReceiptWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Transactions of a batch whose signatures are checked at the same time.</summary>
    public int RecoveryThreads { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Bytes of JSON kept for blocks, transactions and receipts that cannot change.</summary>
    public long CacheBytesMax { get; init; } = 128L * 1024 * 1024;
}
