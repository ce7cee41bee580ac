using System.Diagnostics;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.Views;

namespace Cos.Rpc.Subscriptions;

/// <summary>Turns the chain's events into JSON once and hands it to every subscription, filter and waiter that wants it, in the chain's order.</summary>
internal sealed class EventFan(ChainEvents events, SubscriptionBoard board, FilterTable filters, ReceiptWaits waits)
{
    private readonly Lock _turn = new();

    /// <summary>Tells the clients until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        while (await events.WaitAsync(cancellation).ConfigureAwait(false)) Pump();
    }

    /// <summary>Hands on all that the chain has told so far; a poll calls it to see what it already could know.</summary>
    internal void Pump()
    {
        lock (_turn)
        {
            while (events.TryTake(out ChainEvent? next)) Deliver(next);
            if (events.TakeLost()) DropAll();
            filters.Sweep();
        }
    }

    private void Deliver(ChainEvent next)
    {
        switch (next)
        {
            case ChainEvent.HeadMoved moved: Deliver(moved.Change); break;
            case ChainEvent.Pending pending: Deliver(pending.Transaction); break;
            default: throw new UnreachableException();
        }
    }

    private void Deliver(HeadChange change)
    {
        foreach (ExecutedBlock block in change.Removed) DeliverLogs(block, removed: true);
        foreach (ExecutedBlock block in change.Added)
        {
            DeliverHeader(block);
            DeliverLogs(block, removed: false);
            filters.AddBlock(block.Hash);
            waits.Complete(block);
        }
    }

    private void DeliverHeader(ExecutedBlock block)
    {
        Subscription[] wanting = board.Of(SubscriptionKind.NewHeads);
        if (wanting.Length == 0) return;
        using var sink = new JsonSink();
        sink.OpenObject();
        HeaderView.WriteMembers(sink, block.Header, block.Hash);
        sink.CloseObject();
        Push(wanting, sink.Written.ToArray());
    }

    private void DeliverLogs(ExecutedBlock block, bool removed)
    {
        Subscription[] wanting = board.Of(SubscriptionKind.Logs);
        if (block.Header.LogsBloom.IsEmpty || (wanting.Length == 0 && !filters.WantsLogs)) return;
        ulong logIndex = 0;
        for (int i = 0; i < block.Receipts.Length; i++)
        {
            var place = new Place(block.Hash, block.Number, block.Header.Timestamp, (ulong)i, UInt256.Zero);
            foreach (Log log in block.Receipts[i].Logs)
            {
                var shown = new ShownLog(log, place, block.Block.Transactions[i].Hash, logIndex++, removed);
                foreach (Subscription subscription in wanting)
                {
                    if (subscription.Logs is { } query && query.Matches(log)) subscription.Session.Push(subscription, shown.Json);
                }

                filters.AddLog(shown);
            }
        }
    }

    private void Deliver(RecoveredTransaction transaction)
    {
        filters.AddPending(transaction.Transaction.Hash);
        Subscription[] wanting = board.Of(SubscriptionKind.PendingTransactions);
        if (wanting.Length == 0) return;
        byte[] hash = JsonOf(transaction, full: false);
        byte[]? full = null;
        foreach (Subscription subscription in wanting)
        {
            subscription.Session.Push(subscription, subscription.IsFull ? full ??= JsonOf(transaction, full: true) : hash);
        }
    }

    private static byte[] JsonOf(RecoveredTransaction transaction, bool full)
    {
        using var sink = new JsonSink();
        if (full) TransactionView.Write(sink, transaction.Transaction, transaction.Sender, null);
        else sink.Bytes(transaction.Transaction.Hash);
        return sink.Written.ToArray();
    }

    private static void Push(Subscription[] wanting, byte[] json)
    {
        foreach (Subscription subscription in wanting) subscription.Session.Push(subscription, json);
    }

    private void DropAll()
    {
        foreach (SubscriptionKind kind in (SubscriptionKind[])[SubscriptionKind.NewHeads, SubscriptionKind.Logs])
        {
            foreach (Subscription subscription in board.Of(kind)) _ = subscription.Session.DropAsync("events were lost: subscribe anew");
        }
    }
}
