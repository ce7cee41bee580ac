namespace Cos.Rpc.JsonRpc;

/// <summary>Counters of one method, added to from many threads.</summary>
internal sealed class MethodCounts
{
    private long _calls;
    private long _errors;
    private long _ticks;

    internal long Calls => Interlocked.Read(ref _calls);
    internal long Errors => Interlocked.Read(ref _errors);
    internal long Ticks => Interlocked.Read(ref _ticks);

    internal void Add(long ticks, bool failed)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _ticks, ticks);
        if (failed) Interlocked.Increment(ref _errors);
    }
}
