namespace Cos.Rpc.JsonRpc;

/// <summary>Lets few heavy calls run and a bounded number wait, so that callers cannot take every core from the chain.</summary>
internal sealed class HeavyGate(RpcLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(limits.HeavyCallsMax, limits.HeavyCallsMax);
    private int _waiting;

    /// <summary>Takes a turn if one is free.</summary>
    internal bool TryEnter() => _turns.Wait(TimeSpan.Zero);

    /// <summary>Waits for a turn; the error says that too many wait or that none came in time.</summary>
    internal async ValueTask<RpcError?> EnterAsync(CancellationToken aborted)
    {
        if (TryEnter()) return null;
        try
        {
            if (Interlocked.Increment(ref _waiting) > limits.HeavyQueueMax) return RpcError.Busy;
            return await _turns.WaitAsync(limits.HeavyTime, aborted).ConfigureAwait(false) ? null : RpcError.TimedOut;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives the turn back.</summary>
    internal void Leave() => _turns.Release();

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
