using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's flatCallTracer: the messages as a list, the transaction's own with the whole transaction's gas.</summary>
internal sealed class FlatCallTrace(TraceRequest request, TracePlace place, TraceBudget budget) : ITrace
{
    private readonly CallTree _tree = new(budget) { WithoutLogs = true };

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal) => _tree.Begin(transaction, block, journal);

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal) => _tree.End(outcome, journal);

    /// <inheritdoc/>
    public void Enter(in TracedMessage message) => _tree.Enter(in message);

    /// <inheritdoc/>
    public void Exit(in TracedEnd end) => _tree.Exit(in end);

    /// <inheritdoc/>
    public void Step(in TracedStep step) => _tree.Step(in step);

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt) => _tree.Stepped(gasLeft, halt);

    /// <inheritdoc/>
    public void Emit(Log log) => _tree.Emit(log);

    /// <inheritdoc/>
    public void Write(JsonSink sink)
    {
        var style = new FlatStyle { ParityErrors = request.ConvertParityErrors, IncludesPrecompiles = request.IncludePrecompiles };
        sink.OpenArray();
        new FlatWriter(_tree, place, style).Write(sink);
        sink.CloseArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
