using Cos.Rpc.Json;

namespace Cos.Rpc.JsonRpc;

/// <summary>One method: its name and how it answers. Exactly one of the two ways is there.</summary>
internal sealed class RpcMethod
{
    private RpcMethod(string name) => Name = name;

    /// <summary>What a method that need not wait does: reads its arguments, writes one value, or says why not.</summary>
    internal delegate RpcError? ReadyAnswer(ref Arguments arguments, JsonSink sink);

    /// <summary>What a method that waits does.</summary>
    internal delegate ValueTask<RpcError?> LaterAnswer(RpcCall call, JsonSink sink);

    /// <summary>The name on the wire.</summary>
    internal string Name { get; }
    /// <summary>Answers at once.</summary>
    internal ReadyAnswer? Ready { get; private init; }
    /// <summary>Answers after waiting for the chain.</summary>
    internal LaterAnswer? Later { get; private init; }
    /// <summary>Whether it runs contract code or searches, so that few may run at a time.</summary>
    internal bool IsHeavy { get; private init; }
    /// <summary>Whether it submits one signed transaction, so that a batch of them is taken together.</summary>
    internal bool IsSubmission { get; private init; }
    /// <summary>How often it was called and refused.</summary>
    internal MethodCounts Counts { get; } = new();

    internal static RpcMethod Light(string name, ReadyAnswer answer) => new(name) { Ready = answer };
    internal static RpcMethod Heavy(string name, ReadyAnswer answer) => new(name) { Ready = answer, IsHeavy = true };
    internal static RpcMethod Waiting(string name, LaterAnswer answer) => new(name) { Later = answer };
    internal static RpcMethod Submission(string name, LaterAnswer answer) => new(name) { Later = answer, IsSubmission = true };
}
