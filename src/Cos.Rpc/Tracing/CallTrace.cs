using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec.Abi;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's callTracer: the messages as a tree, each with its outcome.</summary>
internal sealed class CallTrace(TraceRequest request, TraceBudget budget) : ITrace
{
    private readonly CallTree _tree = new(budget) { OnlyRoot = request.OnlyTopCall, WithoutLogs = !request.WithLog };

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
    public void Write(JsonSink sink) => Write(sink, _tree.Root!, isReverted: false);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // As deep as calls may be, which the machine bounds at 1024.
    private void Write(JsonSink sink, CallNode node, bool isReverted)
    {
        bool isRoot = node.Depth == 0;
        isReverted |= !node.Succeeded;
        sink.OpenObject();
        sink.Name("from"u8);
        sink.Bytes(node.From);
        sink.Name("gas"u8);
        sink.Quantity(isRoot ? _tree.GasLimit : (ulong)node.Gas);
        sink.Name("gasUsed"u8);
        sink.Quantity(isRoot ? _tree.GasUsed : (ulong)node.GasUsed);
        if (node.Succeeded || node.Op is not (Op.Create or Op.Create2))
        {
            sink.Name("to"u8);
            sink.Bytes(node.To);
        }

        sink.Name("input"u8);
        sink.Bytes(node.Input.Span);
        WriteOutcome(sink, node);
        if (node.Calls.Count > 0)
        {
            sink.Name("calls"u8);
            sink.OpenArray();
            foreach (CallNode call in node.Calls) Write(sink, call, isReverted);
            sink.CloseArray();
        }

        if (!isReverted && node.Logs.Count > 0) WriteLogs(sink, node);
        if (node.Op != Op.StaticCall)
        {
            sink.Name("value"u8);
            sink.Quantity(node.Value);
        }

        sink.Name("type"u8);
        sink.Text(OpcodeTable.Of(node.Op).Name);
        sink.CloseObject();
    }

    private static void WriteOutcome(JsonSink sink, CallNode node)
    {
        if (!node.Output.IsEmpty)
        {
            sink.Name("output"u8);
            sink.Bytes(node.Output.Span);
        }

        if (node.Succeeded) return;
        sink.Name("error"u8);
        sink.Text(TraceWords.Of(node));
        if (node.Halt == Halt.Revert && RevertReason.TryDecode(node.Output.Span, out string? reason) && reason.Length > 0)
        {
            sink.Name("revertReason"u8);
            sink.Text(reason);
        }
    }

    private static void WriteLogs(JsonSink sink, CallNode node)
    {
        sink.Name("logs"u8);
        sink.OpenArray();
        foreach (TracedLog traced in node.Logs)
        {
            sink.OpenObject();
            sink.Name("address"u8);
            sink.Bytes(traced.Log.Address);
            sink.Name("topics"u8);
            sink.OpenArray();
            foreach (Hash256 topic in traced.Log.Topics) sink.Bytes(in topic);
            sink.CloseArray();
            sink.Name("data"u8);
            sink.Bytes(traced.Log.Payload.Span);
            sink.Name("index"u8);
            sink.Quantity((ulong)traced.Index);
            sink.Name("position"u8);
            sink.Quantity((ulong)traced.Position);
            sink.CloseObject();
        }

        sink.CloseArray();
    }
}
