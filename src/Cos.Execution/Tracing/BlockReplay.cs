using System.Diagnostics.CodeAnalysis;
using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Execution.Tracing;

/// <summary>Executes a block again, a transaction at a time, with a tracer on those that are to be watched: the same path as the first time.</summary>
public sealed class BlockReplay
{
    private readonly BlockContext _context;
    private readonly Journal _journal;
    private readonly BlockAssembly _assembly;

    /// <summary>Starts the block on its parent's state; the block's start hooks run.</summary>
    /// <param name="parent">The state after the parent.</param>
    /// <param name="context">The block's context, as it was executed in.</param>
    /// <param name="workspace">Frames and analysed code, which nobody else uses meanwhile.</param>
    /// <param name="interrupt">Ends a replay that takes too long or is traced beyond its budget: the outcome's halt is then <see cref="Halt.Interrupted"/>, and no more may be run.</param>
    public BlockReplay(IStateView parent, BlockContext context, Workspace workspace, Interrupt interrupt)
    {
        _context = context;
        _journal = new Journal(parent);
        _assembly = new BlockAssembly(_journal, context, workspace, null, interrupt);
    }

    /// <summary>The state as the last transaction left it; good until the next one.</summary>
    public IStateView View => new ReplayedState(_journal);

    /// <summary>Runs the next transaction unwatched; the rejection of one that is not valid next in this block.</summary>
    public TxRejection? TryRun(RecoveredTransaction transaction, [MaybeNull] out Receipt receipt) => _assembly.TryApply(transaction, out receipt);

    /// <summary>Runs the next transaction watched; the rejection of one that is not valid next in this block.</summary>
    public TxRejection? TryRun(RecoveredTransaction transaction, ITransactionTracer tracer, out TransactionOutcome? outcome)
    {
        tracer.Begin(transaction, _context, _journal);
        var rejection = _assembly.TryWatch(transaction, tracer, out outcome);
        if (outcome is { } applied) tracer.End(applied, _journal);
        return rejection;
    }
}
