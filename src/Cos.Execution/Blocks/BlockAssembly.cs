using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Contracts.Producers;
using Cos.Execution.Transactions;
using Cos.Execution.Validation;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Execution.Blocks;

/// <summary>A block that grows one transaction at a time; the producer and the executor of others' blocks take the same path.</summary>
public sealed class BlockAssembly
{
    private readonly BlockContext _context;
    private readonly Journal _journal;
    private readonly Workspace _workspace;
    private readonly Interrupt? _interrupt;
    private readonly TransactionExecutor _executor;
    private readonly ImmutableArray<Receipt>.Builder _receipts = ImmutableArray.CreateBuilder<Receipt>();
    private readonly FootprintBuilder _footprint = new();
    private readonly BloomUnion _bloom = new();
    private UInt256 _feesOwed;
    private UInt256 _tips;
    private bool _isFinished;

    /// <summary>Starts a block on its parent's state: the parent's hash is stored and the producers' hooks run.</summary>
    public BlockAssembly(IStateView parent, BlockContext context)
        : this(parent, context, new Workspace())
    {
    }

    /// <summary>Starts a block with the machine's frames and analysed code of earlier ones, which nobody else uses meanwhile.</summary>
    public BlockAssembly(IStateView parent, BlockContext context, Workspace workspace)
        : this(new Journal(parent), context, workspace)
    {
    }

    /// <summary>Starts a block on a journal over its parent's state; the changes that a chain's own rules make in it between transactions are the block's, too.</summary>
    public BlockAssembly(Journal journal, BlockContext context, Workspace workspace)
        : this(journal, context, workspace, null)
    {
    }

    /// <summary>The same, watched.</summary>
    public BlockAssembly(Journal journal, BlockContext context, Workspace workspace, ITracer? tracer)
        : this(journal, context, workspace, tracer, null)
    {
    }

    /// <summary>Starts a block that is executed again and may be ended from outside, after which it is not to be finished.</summary>
    internal BlockAssembly(Journal journal, BlockContext context, Workspace workspace, ITracer? tracer, Interrupt? interrupt)
    {
        _context = context;
        _journal = journal;
        _workspace = workspace;
        _interrupt = interrupt;
        var machine = MachineOf(context, _journal, workspace, interrupt, tracer);
        _executor = new TransactionExecutor(context, _journal, machine) { Footprint = _footprint };
        if (context.ParentHash != BlockHash.Zero) HistoryContract.Store(_journal, machine, context.ParentHash);
        if (context.Dpos is not { } dpos) return;
        _journal.BeginTransaction();
        ProducersHooks.AtBlockStart(_journal, dpos);
        _journal.EndTransaction();
    }

    /// <summary>Gas used so far.</summary>
    public ulong GasUsed { get; private set; }

    /// <summary>Blob gas used so far.</summary>
    public ulong BlobGasUsed { get; private set; }

    /// <summary>Gas that the block still has room for.</summary>
    public ulong GasLeft => _context.GasLimit - GasUsed;

    /// <summary>Transactions taken so far.</summary>
    public int Count => _receipts.Count;

    /// <summary>Takes one more transaction, or says why it may not come next and changes nothing.</summary>
    public TxRejection? TryApply(RecoveredTransaction transaction, [MaybeNull] out Receipt receipt)
    {
        receipt = null;
        var rejection = TryApply(transaction, _executor, out var outcome);
        if (outcome is { } applied) receipt = Note(transaction.Transaction, applied);
        return rejection;
    }

    /// <summary>The same with somebody watching this transaction, and no receipt.</summary>
    internal TxRejection? TryWatch(RecoveredTransaction transaction, ITracer tracer, out TransactionOutcome? outcome)
    {
        var watched = new TransactionExecutor(_context, _journal, MachineOf(_context, _journal, _workspace, _interrupt, tracer));
        return TryApply(transaction, watched, out outcome);
    }

    /// <summary>Ends the block: shares the fees, checks that no credit came or went, and says what changed.</summary>
    public BlockResult Finish()
    {
        Invariant.Require(!_isFinished, "a block is finished once");
        _isFinished = true;
        var fees = FeePayment.Share(_journal, _context, in _feesOwed, in _tips);
        var diff = _journal.BuildDiff();
        if (_context.Rules.FeeRule == FeeRule.Credit) RequireConserved(diff);
        var receipts = _receipts.DrainToImmutable();
        return new BlockResult
        {
            Diff = diff,
            Receipts = receipts,
            ReceiptsRoot = BlockRoots.OfReceipts(receipts.AsSpan()),
            LogsBloom = _bloom.ToBloom(),
            GasUsed = GasUsed,
            BlobGasUsed = BlobGasUsed,
            Fees = fees,
            Footprint = _footprint.Build(),
        };
    }

    private static Machine MachineOf(BlockContext context, Journal journal, Workspace workspace, Interrupt? interrupt, ITracer? tracer) =>
        new(context.Rules, journal, context.ToEnvironment(), workspace, interrupt) { Tracer = tracer };

    // economy.md G3: what the changed accounts had before is what they have now.
    private static void RequireConserved(StateDiff diff) =>
        Invariant.Require(diff.BalancesBefore() == diff.BalancesAfter(), "a block neither makes nor destroys credit");

    private TxRejection? TryApply(RecoveredTransaction transaction, TransactionExecutor executor, out TransactionOutcome? outcome)
    {
        Invariant.Require(!_isFinished, "a finished block takes no more transactions");
        outcome = null;
        var tx = transaction.Transaction;
        if (executor.Check(transaction) is { } rejection) return rejection;
        if (tx.GasLimit > GasLeft) return TxRejection.BlockGasExceeded;
        ulong blobGas = BlobGas.PerBlob * (ulong)tx.BlobVersionedHashes.Length;
        if (BlobGasUsed + blobGas > BlobGas.PerBlob * _context.Rules.Blobs.Max) return TxRejection.BlockBlobGasExceeded;

        var applied = executor.Apply(transaction);
        GasUsed += applied.GasUsed;
        BlobGasUsed += blobGas;
        _feesOwed = UInt256.AddChecked(in _feesOwed, applied.FeeOwed);
        _tips = UInt256.AddChecked(in _tips, applied.Tip);
        outcome = applied;
        return null;
    }

    private Receipt Note(Transaction tx, in TransactionOutcome outcome)
    {
        var receipt = outcome.ToReceipt(tx, [.. _journal.Logs], GasUsed);
        _bloom.Add(receipt.LogsBloom);
        _receipts.Add(receipt);
        return receipt;
    }
}
