using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Votes;

namespace Cos.Rpc.Subscriptions;

/// <summary>Takes the chain's events off its thread: give it to the chain as a listener and to the endpoint, which tells the clients.</summary>
public sealed class ChainEvents : IChainListener
{
    private const int EventsMax = 16_384;
    private const int PendingMax = EventsMax / 2;
    private readonly Channel<ChainEvent> _events = Channel.CreateBounded<ChainEvent>(new BoundedChannelOptions(EventsMax) { FullMode = BoundedChannelFullMode.Wait });
    private volatile Func<bool> _wantsPending = static () => false;
    private int _lost;

    /// <summary>Whether anybody wants to hear of the pool's transactions; otherwise they are not queued.</summary>
    internal Func<bool> WantsPending
    {
        set => _wantsPending = value;
    }

    /// <inheritdoc/>
    public void OnHeadChanged(HeadChange change)
    {
        if (!_events.Writer.TryWrite(new ChainEvent.HeadMoved(change))) Volatile.Write(ref _lost, 1);
    }

    /// <inheritdoc/>
    public void OnFinalised(Certificate certificate, HeadSnapshot head)
    {
        // No client is told of finality by itself: "finalized" and "safe" are asked for.
    }

    /// <inheritdoc/>
    public void OnPendingTransaction(RecoveredTransaction transaction)
    {
        // The pool's news are a courtesy: behind a long queue they are left out, so that heads always find room.
        if (_wantsPending() && _events.Reader.Count < PendingMax) _events.Writer.TryWrite(new ChainEvent.Pending(transaction));
    }

    /// <summary>The oldest event not taken yet.</summary>
    internal bool TryTake([NotNullWhen(true)] out ChainEvent? next) => _events.Reader.TryRead(out next);

    /// <summary>Waits until there is an event.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken cancellation) => _events.Reader.WaitToReadAsync(cancellation);

    /// <summary>Whether a head was lost since the last look, so that clients must begin anew.</summary>
    internal bool TakeLost() => Interlocked.Exchange(ref _lost, 0) != 0;
}
