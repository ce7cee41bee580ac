using System.Collections.Immutable;
using System.Text;
using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's muxTracer: several tracers watch one execution, each shown under its name.</summary>
internal sealed class MuxTrace(ImmutableArray<(string Name, ITrace Trace)> traces) : ITrace
{
    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
        foreach (var (_, trace) in traces) trace.Begin(transaction, block, journal);
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal)
    {
        foreach (var (_, trace) in traces) trace.End(outcome, journal);
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        foreach (var (_, trace) in traces) trace.Enter(in message);
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
        foreach (var (_, trace) in traces) trace.Exit(in end);
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
        foreach (var (_, trace) in traces) trace.Step(in step);
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
        foreach (var (_, trace) in traces) trace.Stepped(gasLeft, halt);
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
        foreach (var (_, trace) in traces) trace.Emit(log);
    }

    /// <inheritdoc/>
    public void Write(JsonSink sink)
    {
        sink.OpenObject();
        foreach (var (name, trace) in traces)
        {
            sink.Name(Encoding.ASCII.GetBytes(name));
            trace.Write(sink);
        }

        sink.CloseObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, trace) in traces) trace.Dispose();
    }
}
