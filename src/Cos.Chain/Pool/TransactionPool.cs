using Cos.Chain.Inbox;
using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Chain.Pool;

/// <summary>Transactions that wait for a block. Owned by the chain's thread; others look through <see cref="Index"/>.</summary>
internal sealed class TransactionPool(ChainSpec spec, PoolLimits limits)
{
    private readonly SortedSet<PoolEntry> _tails = new(EvictionOrder.Instance);
    private readonly List<PoolEntry> _dropped = [];
    private readonly ChainRules _rules = spec.RulesAt(0);
    private ulong _sequence;
    private long _bytes;

    public PoolIndex Index { get; } = new();

    /// <summary>Grows with every change.</summary>
    public ulong Generation { get; private set; }

    /// <summary>Transactions that came in and went out since the last look, for the store.</summary>
    public PoolChanges Changes { get; } = new();

    /// <summary>Admits a transaction on the head's state, or names why not.</summary>
    public SubmitOutcome Add(RecoveredTransaction recovered, IStateView head)
    {
        var transaction = recovered.Transaction;
        var hash = transaction.Hash;
        if (Index.ByHash.ContainsKey(hash)) return Refuse(hash, PoolRejection.AlreadyKnown);
        if (PoolAdmission.CheckAlone(transaction, _rules, spec.GasLimit, limits) is { } fault) return Refuse(hash, fault);
        if (!TransactionValidity.TryMaxCost(transaction, out var cost)) return Refuse(hash, PoolRejection.InsufficientFunds);
        if (!head.TryGetAccount(recovered.Sender, out var account)) account = Account.Empty;
        if (PoolAdmission.CheckSender(head, account) is { } code) return Refuse(hash, code);
        if (transaction.Nonce < account.Nonce) return Refuse(hash, PoolRejection.NonceTooLow, account.Nonce, transaction.Nonce);
        if (transaction.Nonce - account.Nonce > limits.NonceGapMax) return Refuse(hash, PoolRejection.NonceGapTooWide, account.Nonce, transaction.Nonce);

        var entry = new PoolEntry(recovered, cost, _rules.BaseFeeFloor, ++_sequence);
        bool isNew = !Index.BySender.TryGetValue(recovered.Sender, out var queue);
        queue ??= new SenderQueue(recovered.Sender);
        if (isNew) queue.Settle(account.Nonce, account.Balance, _dropped);
        PoolEntry? replaced = null;
        if (!isNew && queue.TryGet(transaction.Nonce, out replaced) && replaced is not null && !OutbidsEnough(transaction, replaced.Transaction))
            return Refuse(hash, PoolRejection.ReplacementUnderpriced);
        if (replaced is null && queue.Count >= limits.SenderTransactionsMax) return Refuse(hash, PoolRejection.SenderLimit);
        var others = replaced is null ? queue.TotalCost : queue.TotalCost - replaced.Cost;
        if (!UInt256.TryAdd(others, cost, out var total) || total > account.Balance)
            return Refuse(hash, PoolRejection.InsufficientFunds, account.Balance, UInt256.TryAdd(others, cost, out var want) ? want : UInt256.MaxValue);
        bool isPending = transaction.Nonce <= queue.NextNonce;
        if (!MakeRoom(entry, replaced, isPending, recovered.Sender)) return Refuse(hash, PoolRejection.PoolFull);

        Insert(queue, entry, replaced);
        return new SubmitOutcome(hash, null, UInt256.Zero, UInt256.Zero);
    }

    /// <summary>Takes the accounts that a head change touched as the new head has them; what was used or can no longer be paid leaves.</summary>
    public void Settle(IReadOnlyCollection<Address> touched, IStateView head)
    {
        foreach (var address in touched)
        {
            if (!Index.BySender.TryGetValue(address, out var queue)) continue;
            if (!head.TryGetAccount(address, out var account)) account = Account.Empty;
            int pending = Detach(queue);
            queue.Settle(account.Nonce, account.Balance, _dropped);
            Attach(queue, pending);
        }

        Generation++;
    }

    /// <summary>Removes a transaction that the builder found unfit for the head.</summary>
    public void Remove(PoolEntry entry)
    {
        if (!Index.BySender.TryGetValue(entry.Recovered.Sender, out var queue)) return;
        int pending = Detach(queue);
        queue.Remove(entry);
        Attach(queue, pending);
        Forget(entry);
        Generation++;
    }

    /// <summary>The pending transactions in the order of a block at a base fee.</summary>
    public PoolSelection Select(in UInt256 baseFee) => new(Index.BySender.Values, baseFee);

    private void Insert(SenderQueue queue, PoolEntry entry, PoolEntry? replaced)
    {
        int pending = Detach(queue);
        queue.Put(entry);
        Attach(queue, pending);
        if (replaced is not null) Forget(replaced);
        Index.Add(entry);
        Index.BySender[queue.Sender] = queue;
        _bytes += entry.Bytes;
        Changes.Put(entry.Transaction);
        Generation++;
    }

    // Every change of a queue goes between these two, so that tails, counts and what was dropped stay in step.
    private int Detach(SenderQueue queue)
    {
        if (queue.Count > 0) _tails.Remove(queue.Tail); // before the change: the order depends on what changes
        return queue.PendingCount;
    }

    private void Attach(SenderQueue queue, int pendingBefore)
    {
        foreach (var entry in _dropped) Forget(entry);
        _dropped.Clear();
        if (queue.Count > 0) _tails.Add(queue.Tail);
        else Index.BySender.TryRemove(queue.Sender, out _);
        Index.CountPending(queue.PendingCount - pendingBefore);
    }

    private void Forget(PoolEntry entry)
    {
        Index.Remove(entry);
        _bytes -= entry.Bytes;
        Changes.Remove(entry.Hash);
    }

    private bool MakeRoom(PoolEntry entry, PoolEntry? replaced, bool isPending, in Address sender)
    {
        int freedCount = replaced is null ? 0 : 1;
        long freedBytes = replaced?.Bytes ?? 0;
        while (Index.Count - freedCount + 1 > limits.TransactionsMax || _bytes - freedBytes + entry.Bytes > limits.BytesMax)
        {
            if (_tails.Min is not { } cheapest || cheapest == replaced) return false;
            if (cheapest.Recovered.Sender == sender) return false; // it would make a gap before itself
            bool outranks = isPending == cheapest.IsPending ? entry.Tip > cheapest.Tip : isPending;
            if (!outranks) return false;
            Remove(cheapest);
        }

        return true;
    }

    private bool OutbidsEnough(Transaction bid, Transaction old) =>
        Exceeds(bid.MaxFeePerGas, old.MaxFeePerGas) && Exceeds(bid.MaxPriorityFeePerGas, old.MaxPriorityFeePerGas);

    private bool Exceeds(in UInt256 bid, in UInt256 old)
    {
        if (!UInt256.TryMultiply(old, 100 + limits.ReplacementPercent, out var least)) return false;
        return UInt256.TryMultiply(bid, 100, out var offered) ? offered >= least && bid > old : true;
    }

    private static SubmitOutcome Refuse(in TxHash hash, PoolRejection rejection) => new(hash, rejection, UInt256.Zero, UInt256.Zero);

    private static SubmitOutcome Refuse(in TxHash hash, PoolRejection rejection, in UInt256 have, in UInt256 want) => new(hash, rejection, have, want);
}
