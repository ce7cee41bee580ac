using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Execution.Tracing;

/// <summary>Collects a transaction's messages as a tree. Where the budget is spent it stops, and what it has is not to be shown.</summary>
public sealed class CallTree(TraceBudget budget) : ITransactionTracer
{
    // What an entry holds besides its bytes: the object, its places in lists.
    private const int NodeBytes = 256;
    private const int LogBytes = 192;

    private readonly List<CallNode> _path = []; // from the root to the message that runs; as deep as calls may be
    private int _leftOut; // messages that run and are not wanted
    private Fault _step;
    private Journal? _journal;

    /// <summary>Whether only the transaction's own message is wanted.</summary>
    public bool OnlyRoot { get; init; }

    /// <summary>Whether events are not wanted.</summary>
    public bool WithoutLogs { get; init; }

    /// <summary>The transaction's own message; null until it began.</summary>
    public CallNode? Root { get; private set; }

    /// <summary>The gas that the transaction offers.</summary>
    public ulong GasLimit { get; private set; }

    /// <summary>The gas that it was charged, after refund and floor.</summary>
    public ulong GasUsed { get; private set; }

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal) => (GasLimit, _journal) = (transaction.Transaction.GasLimit, journal);

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal) => GasUsed = outcome.GasUsed;

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        if (OnlyRoot && _path.Count > 0)
        {
            _leftOut++;
            return;
        }

        if (!budget.TryTake(NodeBytes + message.Input.Length)) return;
        var node = new CallNode(in message);
        if (_path.Count == 0) Root = node;
        else _path[^1].Add(node);
        _path.Add(node);
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
        if (_leftOut > 0)
        {
            _leftOut--;
            return;
        }

        if (budget.IsSpent) return;
        _path[^1].End(in end, budget.TryTake(end.Output.Length));
        _path.RemoveAt(_path.Count - 1);
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step) => _step = new Fault(step.Op, step.Offset, step.Stack.Length);

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
        if (halt is Halt.Unspecified or Halt.Success || _leftOut > 0 || budget.IsSpent) return;
        _path[^1].Fault = _step;
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
        if (WithoutLogs || _leftOut > 0 || !budget.TryTake(LogBytes + log.Payload.Length + (Hash256.Size * log.Topics.Length))) return;
        var node = _path[^1];
        node.Add(new TracedLog(log, node.Calls.Count, _journal!.Logs.Count - 1));
    }
}
