using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.JsonRpc;

/// <summary>The arguments of a call and where it came from.</summary>
/// <param name="Params">The raw JSON of "params"; empty where there are none.</param>
/// <param name="Exchange">The WebSocket message, or null over HTTP.</param>
/// <param name="Aborted">Fires when the client is gone.</param>
internal readonly record struct RpcCall(ReadOnlyMemory<byte> Params, SocketExchange? Exchange, CancellationToken Aborted);
