using Cos.Chain.Inbox;
using Cos.Chain.Pool;
using Cos.Consensus.Dpos;
using Cos.Primitives.Values;

namespace Cos.Chain;

/// <summary>The thread that owns a ledger: it takes what is in the inbox, the time before anything else, and rests when there is nothing.</summary>
public sealed class ChainLoop
{
    private readonly Ledger _ledger;
    private readonly Func<UnixMillis> _clock;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    /// <summary>Makes the thread; it runs from <see cref="Start"/> on.</summary>
    public ChainLoop(Ledger ledger, Func<UnixMillis> clock)
    {
        (_ledger, _clock) = (ledger, clock);
        _thread = new Thread(Run) { Name = "chain", IsBackground = true };
    }

    /// <summary>Ends when the inbox was closed and everything is flushed; fails with what broke the chain.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    private void Run()
    {
        try
        {
            while (_ledger.Inbox.Wait()) Drain();
            _ledger.Close();
            _ended.SetResult();
        }
#pragma warning disable CA1031 // The top of the chain's thread: whatever broke it is handed to the node, which stops.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _ledger.Inbox.Close();
            while (_ledger.Inbox.TryTake(out var arrival)) Refuse(arrival);
            _ended.SetException(failure);
        }
    }

    // Nobody waits for an answer from a chain that has ended.
    private static void Refuse(Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Submit submit:
                submit.Outcome.TrySetResult(new SubmitOutcome(submit.Transaction.Transaction.Hash, PoolRejection.Stopping, UInt256.Zero, UInt256.Zero));
                break;
            case Arrival.Import import:
                import.Outcome.TrySetResult(BlockRejection.Busy);
                break;
            case Arrival.Candidates candidates:
                candidates.Outcome.TrySetCanceled();
                break;
            default:
                break;
        }
    }

    private void Drain()
    {
        while (true)
        {
            if (_ledger.Inbox.TryTakeTick(out var now)) _ledger.Tick(now);
            if (!_ledger.Inbox.TryTake(out var arrival)) break;
            bool isHandled = false;
            try
            {
                Handle(arrival);
                isHandled = true;
            }
            finally
            {
                if (!isHandled) Refuse(arrival);
            }
        }

        _ledger.Rest();
    }

    private void Handle(Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Submit submit:
                submit.Outcome.TrySetResult(_ledger.Submit(submit.Transaction));
                break;
            case Arrival.Import import:
                import.Outcome.TrySetResult(_ledger.Import(import.Block, _clock()));
                break;
            case Arrival.Candidates candidates:
                candidates.Outcome.TrySetResult(_ledger.Plan());
                break;
            case Arrival.Nudge:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
