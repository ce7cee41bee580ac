using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's noopTracer: sees nothing, and so measures what tracing costs.</summary>
internal sealed class NoopTrace : ITrace
{
    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
    }

    /// <inheritdoc/>
    public void Write(JsonSink sink)
    {
        sink.OpenObject();
        sink.CloseObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
