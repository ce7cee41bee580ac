namespace Cos.Rpc.Subscriptions;

/// <summary>
/// Gives a crowd's memory back to the system when the crowd has gone. The collector keeps what it once had until it has a reason to run, and an idle node
/// gives it none.
/// </summary>
internal sealed class CrowdMemory
{
    /// <summary>Fewer sockets than this are no crowd: their memory is not worth a pause.</summary>
    private const int CrowdMin = 1_000;

    /// <summary>The crowd has gone when at most this part of it is left.</summary>
    private const int LeftDivisor = 16;

    private int _crowd;

    /// <summary>Notes how many are there after one came.</summary>
    internal void Came(int count)
    {
        int crowd = Volatile.Read(ref _crowd);
        while (count > crowd)
        {
            int seen = Interlocked.CompareExchange(ref _crowd, count, crowd);
            if (seen == crowd) return;
            crowd = seen;
        }
    }

    /// <summary>Notes how many are there after one left; true when that was the end of a crowd.</summary>
    internal bool Left(int count)
    {
        int crowd = Volatile.Read(ref _crowd);
        if (crowd < CrowdMin || count > crowd / LeftDivisor) return false;
        if (Interlocked.CompareExchange(ref _crowd, count, crowd) != crowd) return false;
        ThreadPool.UnsafeQueueUserWorkItem(static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true), null);
        return true;
    }
}
