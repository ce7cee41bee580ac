using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Execution.Tracing;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tracing;
using Cos.Vm;
using Cos.Vm.Opcodes;

namespace Cos.Rpc.Methods;

/// <summary>What Otterscan shows of the inside of a transaction, which is executed again for it.</summary>
internal sealed class OtterscanTraceMethods(ChainQueries queries, TraceTurns turns)
{
    private const long Transfer = 0;
    private const long SelfDestruct = 1;
    private const long Create = 2;
    private const long Create2 = 3;

    private delegate void Show(JsonSink sink, CallNode root);

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Heavy("ots_getInternalOperations", (ref arguments, sink) => Trace(ref arguments, sink, WriteOperations)),
        RpcMethod.Heavy("ots_getTransactionError", (ref arguments, sink) => Trace(ref arguments, sink, WriteError)),
        RpcMethod.Heavy("ots_traceTransaction", (ref arguments, sink) => Trace(ref arguments, sink, WriteEntries)),
    ];

    private RpcError? Trace(ref Arguments arguments, JsonSink sink, Show show)
    {
        if (!(arguments.Hash(out Hash256 hash) && arguments.End())) return arguments.Error;
        if (!queries.TryFindTransaction(new TxHash(hash), out TransactionLocation at) || !queries.TryGetBlock(at.BlockHash, out ExecutedBlock? block))
        {
            return RpcError.Server("transaction not found");
        }

        return turns.Take(sink, null, turn => turns.Run(
            turn, block, at.Index + 1, i => i == at.Index ? new CallTree(turn.Budget()) : null, (_, tree) => show(sink, tree.Root!)));
    }

    // Moves of value, contracts made and destroyed below the transaction's own message; nothing of what was taken back.
    private static void WriteOperations(JsonSink sink, CallNode root)
    {
        sink.OpenArray();
        if (root.Succeeded) WriteOperationsBelow(sink, root);
        sink.CloseArray();
    }

    private static void WriteOperationsBelow(JsonSink sink, CallNode caller)
    {
        foreach (CallNode call in caller.Calls)
        {
            if (!call.Succeeded) continue;
            long? kind = call.Op switch
            {
                Op.Call when !call.Value.IsZero => Transfer,
                Op.SelfDestruct => SelfDestruct,
                Op.Create => Create,
                Op.Create2 => Create2,
                _ => null,
            };
            if (kind is { } shown) WriteOperation(sink, shown, call);
            WriteOperationsBelow(sink, call);
        }
    }

    private static void WriteOperation(JsonSink sink, long kind, CallNode call)
    {
        sink.OpenObject();
        sink.Name("type"u8);
        sink.Number(kind);
        sink.Name("from"u8);
        sink.Bytes(call.From);
        sink.Name("to"u8);
        sink.Bytes(call.To);
        sink.Name("value"u8);
        sink.Quantity(call.Value);
        sink.CloseObject();
    }

    private static void WriteError(JsonSink sink, CallNode root) => sink.Bytes(root.Halt == Halt.Revert ? root.Output.Span : default);

    private static void WriteEntries(JsonSink sink, CallNode root)
    {
        sink.OpenArray();
        WriteEntry(sink, root);
        sink.CloseArray();
    }

    // A message before those that it makes, each with its depth.
    private static void WriteEntry(JsonSink sink, CallNode call)
    {
        bool movesNone = call.Op is Op.DelegateCall or Op.StaticCall;
        sink.OpenObject();
        sink.Name("type"u8);
        sink.Text(OpcodeTable.Of(call.Op).Name);
        sink.Name("depth"u8);
        sink.Number(call.Depth);
        sink.Name("from"u8);
        sink.Bytes(call.From);
        sink.Name("to"u8);
        sink.Bytes(call.To);
        sink.Name("value"u8);
        if (movesNone) sink.Null();
        else sink.Quantity(call.Value);
        sink.Name("input"u8);
        sink.Bytes(call.Input.Span);
        sink.Name("output"u8);
        sink.Bytes(call.Output.Span);
        sink.CloseObject();
        foreach (CallNode inner in call.Calls) WriteEntry(sink, inner);
    }
}
