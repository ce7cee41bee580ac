using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Votes;
using Cos.Storage.Blocks;
using Microsoft.Extensions.Logging;

namespace Cos.Node.Hosting;

/// <summary>Takes final blocks into the index of accounts on a thread of its own, which rests three quarters of the time while it is behind.</summary>
public sealed class AddressIndexer(AddressIndexing indexing, TimeProvider time, ILogger log) : IChainListener, IDisposable
{
    private const int RestPerWork = 3; // a chain that runs leaves most of a core to it, and an old chain is taken in over time

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _due = new(0);

    /// <inheritdoc />
    public void OnHeadChanged(HeadChange change)
    {
    }

    /// <inheritdoc />
    public void OnFinalised(Certificate certificate, HeadSnapshot head)
    {
        if (_due.CurrentCount == 0)
        {
            _due.Release();
        }
    }

    /// <inheritdoc />
    public void OnPendingTransaction(RecoveredTransaction transaction)
    {
    }

    /// <summary>Follows the chain until cancelled. Where anything breaks it says so, in the log and to whoever asks the index, and ends: the chain is none the worse for it.</summary>
    public Task RunAsync(CancellationToken stop)
    {
        var end = new TaskCompletionSource();
        var thread = new Thread(() => Run(end, stop)) { Name = "addresses", IsBackground = true };
        thread.Start();
        return end.Task;
    }

    /// <inheritdoc />
    public void Dispose() => _due.Dispose();

    private void Run(TaskCompletionSource end, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                CatchUp(stop);
                _due.Wait(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // it was told to end
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            indexing.GiveUp();
            log.LogError(broken, "the index of accounts stopped, the chain goes on: {Reason}", broken.Message);
        }
        finally
        {
            end.SetResult();
        }
    }

    private void CatchUp(CancellationToken stop)
    {
        var reported = time.GetTimestamp();
        var isLong = false;
        for (var start = reported; indexing.TryStep(out var next, out var final, stop); start = time.GetTimestamp())
        {
            if (next <= final)
            {
                Rest(RestPerWork * time.GetElapsedTime(start), stop);
            }

            if (time.GetElapsedTime(reported) >= BetweenReports)
            {
                (reported, isLong) = (time.GetTimestamp(), true);
                log.LogInformation("indexing blocks by account: {Next} of {Final}", next, final);
            }
        }

        if (isLong)
        {
            log.LogInformation("every final block is indexed by account");
        }
    }

    private void Rest(TimeSpan rest, CancellationToken stop)
    {
        using var isOver = new ManualResetEventSlim();
        using var timer = time.CreateTimer(static state => ((ManualResetEventSlim)state!).Set(), isOver, rest, Timeout.InfiniteTimeSpan);
        isOver.Wait(stop);
    }
}
