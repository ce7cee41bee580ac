using Cos.Chain.Finality;
using Cos.Chain.Forks;
using Cos.Chain.Import;
using Cos.Chain.Inbox;
using Cos.Chain.Pool;
using Cos.Chain.Production;
using Cos.Chain.Queries;
using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Chain;

/// <summary>One chain as a machine: it takes one arrival at a time, on one thread, and all it knows of time is what it is told.</summary>
public sealed class Ledger
{
    private readonly LedgerParts _parts;
    private readonly DposChain _chain;
    private readonly CanonicalChain _canon;
    private readonly TransactionPool _pool;
    private readonly FinalityKeeper _finality;
    private readonly BlockImport _import;
    private readonly BlockBuilder _builder;
    private readonly StateFlusher _flusher;
    private ulong _slotDone;

    private Ledger(LedgerParts parts, LedgerStart start)
    {
        _parts = parts;
        (_chain, _canon, _pool, _finality) = (start.Chain, start.Canon, start.Pool, start.Finality);
        var workspace = new Workspace(parts.Compilation);
        _import = new BlockImport(parts.Spec, _chain, _canon, _pool, workspace);
        _builder = new BlockBuilder(parts.Spec, _chain, _pool, workspace, parts.Clock);
        _flusher = new StateFlusher(_canon, parts.States, parts.FlushesInBackground);
        Inbox = new ChainInbox();
        Queries = new ChainQueries(parts.Spec, start.Genesis, _canon.Snapshot(), parts.Blocks, parts.States, _canon.Tree, _pool.Index, Inbox) { Addresses = parts.Addresses };
        _canon.Readers = Queries;
    }

    /// <summary>Where edges hand things in, when a <see cref="ChainLoop"/> runs the ledger.</summary>
    public ChainInbox Inbox { get; }

    /// <summary>The chain for readers on any thread.</summary>
    public ChainQueries Queries { get; }

    /// <summary>Opens the chain that the stores hold, or begins it: blocks after the flushed state are executed again, the pool is read back.</summary>
    public static Ledger Open(LedgerParts parts) => new(parts, LedgerStart.From(parts));

    /// <summary>Offers a transaction to the pool.</summary>
    public SubmitOutcome Submit(RecoveredTransaction transaction)
    {
        var outcome = _pool.Add(transaction, _canon.Head.State);
        if (outcome.Rejection is not null) return outcome;
        foreach (var listener in _parts.Listeners) listener.OnPendingTransaction(transaction);
        if (_pool.Changes.IsBunch) _pool.Changes.WriteTo(_parts.PoolStore);
        return outcome;
    }

    /// <summary>Takes a block from elsewhere at a moment; null when it was committed, on whatever branch.</summary>
    public BlockRejection? Import(Block block, UnixMillis now) => _import.Take(block, now);

    /// <summary>Tells the time: kept blocks are taken, and where a local key holds the slot its block is made.</summary>
    public void Tick(UnixMillis now)
    {
        _import.TakeWaiting(now);
        ulong slot = _chain.Calendar.SlotAt(now);
        if (slot > _slotDone) Produce(slot);
        Rest();
    }

    /// <summary>Writes what was put off: the pool's changes, and final state when a batch of it is due.</summary>
    public void Rest()
    {
        _pool.Changes.WriteTo(_parts.PoolStore);
        _flusher.Step();
    }

    /// <summary>Flushes all that is final. The ledger is not used after.</summary>
    public void Close()
    {
        _pool.Changes.WriteTo(_parts.PoolStore);
        _flusher.Drain();
    }

    /// <summary>What the next block would hold.</summary>
    internal BlockPlan Plan() => PlanOf.Pool(_canon.Snapshot(), _pool, HeaderImport.BaseFeeAfter(_parts.Spec, _canon.Head.Header), _parts.Spec.GasLimit);

    private void Produce(ulong slot)
    {
        var head = _canon.Head;
        if (TurnClaim.Of(_chain, head, slot, _parts.Seats) is not { } claim) return;
        _slotDone = slot;
        // On the disk before the header exists: no crash makes a key sign a second header for the slot.
        if (!_parts.Journal.TryReserve(claim.Seat.PublicKey, slot)) return;
        _import.TakeOwn(_builder.Build(head, slot, claim, _finality.ToCarry(head, _parts.Blocks)), head);
    }
}
