using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Execution.Tracing;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Methods;
using Cos.Vm;

namespace Cos.Rpc.Tracing;

/// <summary>Executes blocks of the chain again, from the state before them, for whoever wants to watch their transactions.</summary>
internal sealed class TraceTurns(ChainQueries queries, RpcLimits limits, TimeProvider clock)
{
    private readonly SpareWorkspaces _spare = new(compilation: null);

    /// <summary>Does a call's work, whose time runs from now; a client may make it shorter.</summary>
    internal RpcError? Take(JsonSink sink, TimeSpan? time, Func<TraceTurn, RpcError?> work)
    {
        Workspace workspace = _spare.Take();
        TimeSpan longest = limits.HeavyTime;
        using var turn = new TraceTurn(workspace, clock, time is { } asked && asked < longest ? asked : longest, sink, limits.ResponseBytesMax);
        RpcError? error = work(turn) ?? turn.Stopped;
        _spare.GiveBack(workspace);
        return error;
    }

    /// <summary>Executes a block's transactions again, the first <paramref name="count"/> of them.</summary>
    /// <param name="turn">The call.</param>
    /// <param name="block">The block.</param>
    /// <param name="count">How many.</param>
    /// <param name="watch">Who watches the transaction of an index; null for nobody.</param>
    /// <param name="applied">Told of each that was watched.</param>
    internal RpcError? Run<TTracer>(TraceTurn turn, ExecutedBlock block, int count, Func<int, TTracer?> watch, Action<int, TTracer> applied)
        where TTracer : class, ITransactionTracer
    {
        if (count == 0) return null; // genesis has no parent to start from, and no transactions
        if (Open(turn, block, out BlockReplay? replay) is { } refused) return refused;
        for (int i = 0; i < count; i++)
        {
            var transaction = new RecoveredTransaction(block.Block.Transactions[i], block.Senders[i]);
            TTracer? tracer = watch(i);
            TxRejection? rejection = tracer is null ? replay!.TryRun(transaction, out _) : replay!.TryRun(transaction, tracer, out _);
            if (turn.Stopped is { } stopped)
            {
                (tracer as IDisposable)?.Dispose();
                return stopped;
            }

            if (rejection is { } reason) return RpcError.Server($"transaction {i} of block {block.Number} does not execute again: {RejectionWords.Of(reason)}");
            if (tracer is not null) applied(i, tracer);
        }

        return null;
    }

    /// <summary>Starts to execute a block again.</summary>
    internal RpcError? Open(TraceTurn turn, ExecutedBlock block, out BlockReplay? replay)
    {
        replay = null;
        if (!queries.TryOpenReplay(block.Header, out ReplayPoint? point)) return Pruned(block.Header);
        replay = point.Start(turn.Workspace, turn.Interrupt);
        return turn.Stopped;
    }

    private static RpcError Pruned(BlockHeader header) => new(
        RpcError.PrunedCode,
        $"history pruned: tracing block {header.Number} needs the state before it, which this node no longer keeps; ask an archive node (state.history-blocks = 0)");
}
