namespace Cos.Rpc.JsonRpc;

/// <summary>A refusal as clients see it: geth's codes and words, because libraries match on both.</summary>
/// <param name="Code">JSON-RPC error code.</param>
/// <param name="Message">Words.</param>
internal sealed record RpcError(int Code, string Message)
{
    internal const int ParseCode = -32700;
    internal const int RequestCode = -32600;
    internal const int MethodCode = -32601;
    internal const int ParamsCode = -32602;
    internal const int InternalCode = -32603;
    internal const int ServerCode = -32000;
    internal const int NotFoundCode = -32001;
    internal const int TimeoutCode = -32002;
    internal const int ResponseSizeCode = -32003;
    internal const int LimitCode = -32005;
    internal const int RevertCode = 3;
    internal const int ReceiptTimeoutCode = 4;
    internal const int PrunedCode = 4444;

    /// <summary>Bytes shown as hex under "data": revert data, or the hash of a transaction still waited for.</summary>
    internal ReadOnlyMemory<byte>? Bytes { get; init; }

    internal static readonly RpcError Parse = new(ParseCode, "parse error");
    internal static readonly RpcError InvalidRequest = new(RequestCode, "invalid request");
    internal static readonly RpcError EmptyBatch = new(RequestCode, "empty batch");
    internal static readonly RpcError BatchTooLarge = new(RequestCode, "batch too large");
    internal static readonly RpcError ResponseTooLarge = new(ResponseSizeCode, "response too large");
    internal static readonly RpcError Busy = new(LimitCode, "limit exceeded: too many calls are waiting");
    internal static readonly RpcError TimedOut = new(TimeoutCode, "request timed out");
    internal static readonly RpcError HeaderNotFound = new(ServerCode, "header not found");
    internal static readonly RpcError HashNotFound = new(NotFoundCode, "header for hash not found");
    internal static readonly RpcError NoSubscriptions = new(ServerCode, "notifications not supported");
    internal static readonly RpcError Internal = new(InternalCode, "internal error");

    /// <summary>Not a refusal: a method asks to be called again with the pending block at hand.</summary>
    internal static readonly RpcError AwaitsPending = new(InternalCode, "the pending block is needed");

    internal static RpcError UnknownMethod(string name) => new(MethodCode, $"the method {name} does not exist/is not available");
    internal static RpcError Params(string words) => new(ParamsCode, words);
    internal static RpcError Argument(int index, string words) => new(ParamsCode, $"invalid argument {index}: {words}");
    internal static RpcError Missing(int index) => new(ParamsCode, $"missing value for required argument {index}");
    internal static RpcError Server(string words) => new(ServerCode, words);
    internal static RpcError Limit(string words) => new(LimitCode, words);
}
