namespace Cos.Rpc.JsonRpc;

/// <summary>One envelope: where its parts lie in the body, and what to call or why not.</summary>
internal readonly record struct RpcRequest
{
    /// <summary>The raw JSON of the id; empty for a notification.</summary>
    internal ReadOnlyMemory<byte> Id { get; init; }
    /// <summary>The raw JSON of the parameters; empty where there are none.</summary>
    internal ReadOnlyMemory<byte> Params { get; init; }
    /// <summary>The method, or null where <see cref="Error"/> says why.</summary>
    internal RpcMethod? Method { get; init; }
    /// <summary>Why it cannot be called.</summary>
    internal RpcError? Error { get; init; }

    /// <summary>Whether no answer is wanted: a well-formed call without an id.</summary>
    internal bool IsNotification => Id.IsEmpty && Error?.Code != RpcError.RequestCode;
}
