using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>Watches a transaction for the trace_replay methods: its messages, and what it changed where that is wanted.</summary>
internal sealed class ParityTrace(ParityParts parts, TraceBudget budget) : ITransactionTracer
{
    private readonly CallTree _tree = new(budget) { WithoutLogs = true };
    private readonly TouchedState? _state = parts.StateDiff ? new TouchedState(budget) : null;

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
        _tree.Begin(transaction, block, journal);
        _state?.Begin(transaction, block, journal);
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal)
    {
        _tree.End(outcome, journal);
        _state?.End(outcome, journal);
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        _tree.Enter(in message);
        _state?.Enter(in message);
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
        _tree.Exit(in end);
        _state?.Exit(in end);
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
        _tree.Step(in step);
        _state?.Step(in step);
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
        _tree.Stepped(gasLeft, halt);
        _state?.Stepped(gasLeft, halt);
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
        _tree.Emit(log);
        _state?.Emit(log);
    }

    /// <summary>Writes the messages as values in a row.</summary>
    internal void WriteRows(JsonSink sink, TracePlace? place, Func<CallNode, bool>? shows) => new FlatWriter(_tree, place, FlatStyle.Parity).Write(sink, shows);

    /// <summary>Writes the message that a path leads to; nothing where there is none.</summary>
    internal void WriteRow(JsonSink sink, TracePlace place, IReadOnlyList<int> path) => new FlatWriter(_tree, place, FlatStyle.Parity).Write(sink, path);

    /// <summary>Writes all that was asked for.</summary>
    internal void Write(JsonSink sink, TxHash? transaction)
    {
        sink.OpenObject();
        sink.Name("output"u8);
        sink.Bytes(_tree.Root!.Output.Span);
        sink.Name("stateDiff"u8);
        if (_state is null) sink.Null();
        else StateDiffView.Write(sink, _state.Accounts.AsSpan());
        sink.Name("trace"u8);
        sink.OpenArray();
        if (parts.Trace) WriteRows(sink, null, null);
        sink.CloseArray();
        if (transaction is { } hash)
        {
            sink.Name("transactionHash"u8);
            sink.Bytes(hash);
        }

        sink.Name("vmTrace"u8);
        sink.Null();
        sink.CloseObject();
    }
}
