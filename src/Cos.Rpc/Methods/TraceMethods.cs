using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Execution.Blocks;
using Cos.Execution.Simulation;
using Cos.Execution.Tracing;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tracing;
using Cos.State.View;

namespace Cos.Rpc.Methods;

/// <summary>geth's tracing: transactions and calls executed again with somebody watching.</summary>
internal sealed class TraceMethods(ChainQueries queries, BlockFinder finder, TraceTurns turns, RpcLimits limits)
{
    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Heavy("debug_traceTransaction", TraceTransaction),
        RpcMethod.Heavy("debug_traceBlockByNumber", (ref arguments, sink) => TraceBlock(ref arguments, sink, byHash: false)),
        RpcMethod.Heavy("debug_traceBlockByHash", (ref arguments, sink) => TraceBlock(ref arguments, sink, byHash: true)),
        RpcMethod.Heavy("debug_traceBlock", TraceEncodedBlock),
        RpcMethod.Heavy("debug_traceCall", TraceCall),
    ];

    private RpcError? TraceTransaction(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 hash) && TraceRequestReader.TryRead(ref arguments, out TraceRequest request) && arguments.End())) return arguments.Error;
        if (!queries.TryFindTransaction(new TxHash(hash), out TransactionLocation at)) return RpcError.Server("transaction not found");
        if (!queries.TryGetBlock(at.BlockHash, out ExecutedBlock? block)) return RpcError.Server($"block {at.BlockHash} not found");
        return turns.Take(sink, request.Timeout, turn => turns.Run(
            turn, block, at.Index + 1, i => i == at.Index ? Watch(turn, request, block, i) : null, (_, trace) => Show(sink, trace)));
    }

    private RpcError? TraceBlock(ref Arguments arguments, JsonSink sink, bool byHash)
    {
        if (!(arguments.NamedBlock(byHash, out BlockSelector selector) && TraceRequestReader.TryRead(ref arguments, out TraceRequest request) && arguments.End())) return arguments.Error;
        if (selector.Tag == BlockTag.Pending) return RpcError.Server("tracing on top of pending is not supported");
        if (finder.Find(in selector, queries.Head) is not { } hash || !queries.TryGetBlock(in hash, out ExecutedBlock? block)) return NotFound(in selector);
        return WriteBlock(sink, block, request);
    }

    // Only a block that was found valid is executed again: the chain's rules take a header's word for what they checked before.
    private RpcError? TraceEncodedBlock(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Bytes(out byte[] encoded) && TraceRequestReader.TryRead(ref arguments, out TraceRequest request) && arguments.End())) return arguments.Error;
        if (!BlockCodec.TryDecode(encoded, out Block? decoded, out _)) return RpcError.Server("could not decode block");
        BlockHash hash = HeaderCodec.Hash(decoded.Header);
        if (!queries.TryGetBlock(in hash, out ExecutedBlock? block)) return RpcError.Server($"block {hash} not found: only blocks that this node has executed are traced");
        return WriteBlock(sink, block, request);
    }

    private RpcError? WriteBlock(JsonSink sink, ExecutedBlock block, TraceRequest request)
    {
        void Write(int index, ITrace trace)
        {
            sink.OpenObject();
            sink.Name("txHash"u8);
            sink.Bytes(block.Block.Transactions[index].Hash);
            sink.Name("result"u8);
            Show(sink, trace);
            sink.CloseObject();
        }

        sink.OpenArray();
        RpcError? stopped = turns.Take(sink, request.Timeout, turn => turns.Run(turn, block, block.Block.Transactions.Length, i => Watch(turn, request, block, i), Write));
        sink.CloseArray();
        return stopped;
    }

    private RpcError? TraceCall(ref Arguments arguments, JsonSink sink)
    {
        if (!(CallReader.TryRead(ref arguments, queries.Spec.Rules.ChainId, out CallArguments call)
            && arguments.Block(out BlockSelector selector)
            && TraceRequestReader.TryRead(ref arguments, out TraceRequest request)
            && arguments.End())) return arguments.Error;
        if (request.TransactionIndex is { } count) return TraceCallWithin(sink, call, request, in selector, count);
        if (finder.State(in selector, arguments.Pending, out StateAt? state) is { } refused) return refused;
        return turns.Take(sink, request.Timeout, turn => WriteCall(sink, turn, call, request, state!, state!.View));
    }

    // The call comes after the block's first transactions instead of after them all.
    private RpcError? TraceCallWithin(JsonSink sink, CallArguments call, TraceRequest request, in BlockSelector selector, ulong count)
    {
        if (finder.Find(in selector, queries.Head) is not { } hash || !queries.TryGetBlock(in hash, out ExecutedBlock? block)) return NotFound(in selector);
        if (count > (ulong)block.Block.Transactions.Length) return RpcError.Server($"transaction index {count} out of range for block {hash}");
        if (finder.State(BlockSelector.Of(hash), null, out StateAt? state) is { } refused) return refused;
        return turns.Take(sink, request.Timeout, turn =>
        {
            if (block.Number == 0) return WriteCall(sink, turn, call, request, state!, state!.View);
            if (turns.Open(turn, block, out BlockReplay? replay) is { } closed) return closed;
            for (int i = 0; i < (int)count; i++)
            {
                replay!.TryRun(new RecoveredTransaction(block.Block.Transactions[i], block.Senders[i]), out _);
                if (turn.Stopped is { } stopped) return stopped;
            }

            return WriteCall(sink, turn, call, request, state!, replay!.View);
        });
    }

    private RpcError? WriteCall(JsonSink sink, TraceTurn turn, CallArguments call, TraceRequest request, StateAt state, IStateView view)
    {
        BlockContext context = request.Block.ApplyTo(BlockContexts.Of(queries.Spec, state));
        using ITrace trace = TraceMaker.Make(request, new TracePlace(null, context.Number, null, 0), turn.Budget());
        SimulationOutcome outcome = SimulatedCall.Run(view, context, call, request.Accounts, limits.CallGasMax, turn.Interrupt, turn.Workspace, trace);
        if (outcome.Rejection is { } rejection) return CallErrors.Of(rejection, call, state, limits.CallGasMax);
        if (turn.Stopped is { } stopped) return stopped;
        trace.Write(sink);
        return null;
    }

    private static ITrace Watch(TraceTurn turn, TraceRequest request, ExecutedBlock block, int index) =>
        TraceMaker.Make(request, new TracePlace(block.Hash, block.Number, block.Block.Transactions[index].Hash, index), turn.Budget());

    private static void Show(JsonSink sink, ITrace trace)
    {
        using (trace) trace.Write(sink);
    }

    private static RpcError NotFound(in BlockSelector selector) => RpcError.Server(selector.Tag switch
    {
        BlockTag.Number => $"block #{selector.Number} not found",
        BlockTag.Hash => $"block {selector.Hash} not found",
        _ => "block not found",
    });
}
