namespace Cos.Chain.Pool;

/// <summary>Which transaction leaves a full pool first: one that waits before one that could go, the cheaper before the dearer, the newer before the older.</summary>
internal sealed class EvictionOrder : IComparer<PoolEntry>
{
    public static readonly EvictionOrder Instance = new();

    public int Compare(PoolEntry? x, PoolEntry? y)
    {
        Primitives.Invariant.Require(x is not null && y is not null, "the order is of transactions");
        if (x.IsPending != y.IsPending) return x.IsPending ? 1 : -1;
        var tip = x.Tip.CompareTo(y.Tip);
        return tip != 0 ? tip : y.Sequence.CompareTo(x.Sequence);
    }
}
