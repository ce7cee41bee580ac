using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Execution.Simulation;
using Cos.Execution.Tracing;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tracing;

namespace Cos.Rpc.Methods;

/// <summary>Tracing as Parity showed it, for explorers and indexers. There are no rows of rewards: a block makes no credit, and its fees are the state's.</summary>
internal sealed class ParityMethods(ChainQueries queries, BlockFinder finder, TraceTurns turns, RpcLimits limits)
{
    private static readonly ParityParts OnlyTrace = new(Trace: true, StateDiff: false);

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Heavy("trace_block", TraceBlock),
        RpcMethod.Heavy("trace_transaction", TraceTransaction),
        RpcMethod.Heavy("trace_get", Get),
        RpcMethod.Heavy("trace_filter", Filter),
        RpcMethod.Heavy("trace_replayTransaction", ReplayTransaction),
        RpcMethod.Heavy("trace_replayBlockTransactions", ReplayBlock),
        RpcMethod.Heavy("trace_call", Call),
    ];

    private RpcError? TraceBlock(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.RequiredBlock(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (Find(in selector, out ExecutedBlock? block) is { } refused) return refused;
        if (block is null)
        {
            sink.Null();
            return null;
        }

        sink.OpenArray();
        RpcError? stopped = turns.Take(sink, null, turn => WriteRows(turn, sink, block, block.Block.Transactions.Length, static _ => true, static _ => true));
        sink.CloseArray();
        return stopped;
    }

    private RpcError? TraceTransaction(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 hash) && arguments.End())) return arguments.Error;
        if (!TryFind(hash, out int index, out ExecutedBlock? block))
        {
            sink.Null();
            return null;
        }

        sink.OpenArray();
        RpcError? stopped = turns.Take(sink, null, turn => WriteRows(turn, sink, block!, index + 1, i => i == index, static _ => true));
        sink.CloseArray();
        return stopped;
    }

    private RpcError? Get(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 hash) && TraceCriteriaReader.TryPath(ref arguments, out List<int> path) && arguments.End())) return arguments.Error;
        int start = sink.Length;
        RpcError? stopped = null;
        if (TryFind(hash, out int index, out ExecutedBlock? block))
        {
            stopped = turns.Take(sink, null, turn => Run(turn, block!, index + 1, OnlyTrace, i => i == index, (i, trace) => trace.WriteRow(sink, PlaceOf(block!, i), path)));
        }

        if (sink.Length == start) sink.Null();
        return stopped;
    }

    private RpcError? Filter(ref Arguments arguments, JsonSink sink)
    {
        if (!(TraceCriteriaReader.TryRead(ref arguments, limits.LogCriteriaMax, out TraceCriteria criteria) && arguments.End())) return arguments.Error;
        HeadSnapshot head = queries.Head;
        ulong? first = criteria.From is { } from ? finder.FindNumber(in from, head) : 0, last = finder.FindNumber(criteria.To, head);
        if (first is not { } low || last is not { } high || low > head.Number) return RpcError.HeaderNotFound;
        high = Math.Min(high, head.Number);
        if (low > high) return RpcError.Params("invalid block range: fromBlock is after toBlock");
        if (high - low >= limits.TraceBlocksMax) return RpcError.Limit($"block range too large: {high - low + 1} blocks, want at most {limits.TraceBlocksMax}");
        sink.OpenArray();
        RpcError? stopped = turns.Take(sink, null, turn => WriteMatches(turn, sink, criteria, low, high));
        sink.CloseArray();
        return stopped;
    }

    private RpcError? WriteMatches(TraceTurn turn, JsonSink sink, TraceCriteria criteria, ulong low, ulong high)
    {
        ulong met = 0, shown = 0;
        bool Shows(CallNode node)
        {
            if (shown == criteria.Count || !criteria.Matches(node) || met++ < criteria.After) return false;
            shown++;
            return true;
        }

        for (ulong number = low; number <= high && shown < criteria.Count; number++)
        {
            if (!queries.TryGetBlock(number, out ExecutedBlock? block)) return RpcError.HeaderNotFound;
            if (WriteRows(turn, sink, block, block.Block.Transactions.Length, static _ => true, Shows) is { } stopped) return stopped;
        }

        return null;
    }

    private RpcError? ReplayTransaction(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 hash) && TraceCriteriaReader.TryParts(ref arguments, out ParityParts parts) && arguments.End())) return arguments.Error;
        if (!TryFind(hash, out int index, out ExecutedBlock? block)) return RpcError.Server("transaction not found");
        return turns.Take(sink, null, turn => Run(turn, block!, index + 1, parts, i => i == index, (_, trace) => trace.Write(sink, null)));
    }

    private RpcError? ReplayBlock(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.RequiredBlock(out BlockSelector selector) && TraceCriteriaReader.TryParts(ref arguments, out ParityParts parts) && arguments.End())) return arguments.Error;
        if (Find(in selector, out ExecutedBlock? block) is { } refused) return refused;
        if (block is null)
        {
            sink.Null();
            return null;
        }

        sink.OpenArray();
        RpcError? stopped = turns.Take(sink, null, turn => Run(
            turn, block, block.Block.Transactions.Length, parts, static _ => true, (i, trace) => trace.Write(sink, block.Block.Transactions[i].Hash)));
        sink.CloseArray();
        return stopped;
    }

    private RpcError? Call(ref Arguments arguments, JsonSink sink)
    {
        if (!(CallReader.TryRead(ref arguments, queries.Spec.Rules.ChainId, out CallArguments call)
            && TraceCriteriaReader.TryParts(ref arguments, out ParityParts parts)
            && arguments.Block(out BlockSelector selector)
            && arguments.End())) return arguments.Error;
        if (finder.State(in selector, arguments.Pending, out StateAt? state) is { } refused) return refused;
        return turns.Take(sink, null, turn =>
        {
            var trace = new ParityTrace(parts, turn.Budget());
            SimulationOutcome outcome = SimulatedCall.Run(
                state!.View, BlockContexts.Of(queries.Spec, state), call, StateOverrides.None, limits.CallGasMax, turn.Interrupt, turn.Workspace, trace);
            if (outcome.Rejection is { } rejection) return CallErrors.Of(rejection, call, state, limits.CallGasMax);
            if (turn.Stopped is { } stopped) return stopped;
            trace.Write(sink, null);
            return null;
        });
    }

    private RpcError? WriteRows(TraceTurn turn, JsonSink sink, ExecutedBlock block, int count, Func<int, bool> isWanted, Func<CallNode, bool> shows) =>
        Run(turn, block, count, OnlyTrace, isWanted, (i, trace) => trace.WriteRows(sink, PlaceOf(block, i), shows));

    private RpcError? Run(
        TraceTurn turn, ExecutedBlock block, int count, ParityParts parts, Func<int, bool> isWanted, Action<int, ParityTrace> show) =>
        turns.Run(turn, block, count, i => isWanted(i) ? new ParityTrace(parts, turn.Budget()) : null, show);

    private RpcError? Find(in BlockSelector selector, out ExecutedBlock? block)
    {
        block = null;
        if (selector.Tag == BlockTag.Pending) return RpcError.Server("tracing on top of pending is not supported");
        if (finder.Find(in selector, queries.Head) is { } hash && queries.TryGetBlock(in hash, out ExecutedBlock? found)) block = found;
        return null;
    }

    private bool TryFind(in Hash256 hash, out int index, out ExecutedBlock? block)
    {
        block = null;
        bool isKnown = queries.TryFindTransaction(new TxHash(hash), out TransactionLocation at);
        index = at.Index;
        return isKnown && queries.TryGetBlock(at.BlockHash, out block);
    }

    private static TracePlace PlaceOf(ExecutedBlock block, int index) => new(block.Hash, block.Number, block.Block.Transactions[index].Hash, index);
}
