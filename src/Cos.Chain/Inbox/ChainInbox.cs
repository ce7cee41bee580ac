using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Cos.Chain.Pool;
using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Inbox;

/// <summary>Where edges hand things to the chain's thread: a bounded queue that refuses when full. Safe for any thread.</summary>
public sealed class ChainInbox
{
    /// <summary>Arrivals waiting at most.</summary>
    public const int ArrivalsMax = 16_384;

    private readonly Channel<Arrival> _arrivals = Channel.CreateBounded<Arrival>(
        new BoundedChannelOptions(ArrivalsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _tick;
    private long _tickTaken;
    private volatile bool _closed;

    /// <summary>Offers a transaction to the pool; a full inbox refuses with <see cref="PoolRejection.Busy"/>.</summary>
    public async ValueTask<SubmitOutcome> SubmitAsync(RecoveredTransaction transaction, CancellationToken cancellation)
    {
        var outcome = new TaskCompletionSource<SubmitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (TryPost(new Arrival.Submit(transaction, outcome))) return await outcome.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return new SubmitOutcome(transaction.Transaction.Hash, _closed ? PoolRejection.Stopping : PoolRejection.Busy, UInt256.Zero, UInt256.Zero);
    }

    /// <summary>Offers a block; null when it was taken, whether or not it became the head.</summary>
    public async ValueTask<BlockRejection?> ImportAsync(Block block, CancellationToken cancellation)
    {
        var outcome = new TaskCompletionSource<BlockRejection?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryPost(new Arrival.Import(block, outcome))) return BlockRejection.Busy;
        return await outcome.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells the time. Ticks overtake the queue, and only the newest is kept; post one as soon as each slot starts.</summary>
    public void Tick(UnixMillis now)
    {
        Interlocked.Exchange(ref _tick, (long)now.Value);
        _arrivals.Writer.TryWrite(new Arrival.Nudge()); // where the queue is full the thread is awake, and looks at the time before each arrival
    }

    /// <summary>Asks the chain's thread to flush and end; nothing is taken after.</summary>
    public void Close()
    {
        _closed = true;
        _arrivals.Writer.TryComplete();
    }

    /// <summary>Asks what the next block would hold; null when the chain is too busy to say.</summary>
    internal async ValueTask<BlockPlan?> PlanAsync(CancellationToken cancellation)
    {
        var outcome = new TaskCompletionSource<BlockPlan>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryPost(new Arrival.Candidates(outcome))) return null;
        return await outcome.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The newest moment told since the last call, if any.</summary>
    internal bool TryTakeTick(out UnixMillis now)
    {
        var tick = Interlocked.Read(ref _tick);
        now = new UnixMillis((ulong)tick);
        if (tick == _tickTaken) return false;
        _tickTaken = tick;
        return true;
    }

    /// <summary>The next arrival, if any is waiting.</summary>
    internal bool TryTake([NotNullWhen(true)] out Arrival? arrival) => _arrivals.Reader.TryRead(out arrival);

    /// <summary>Blocks the chain's thread until something came; false after <see cref="Close"/>, when the last arrival was taken.</summary>
    internal bool Wait() => _arrivals.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private bool TryPost(Arrival arrival) => !_closed && _arrivals.Writer.TryWrite(arrival);
}
