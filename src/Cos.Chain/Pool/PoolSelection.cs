using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>The pool's pending transactions in the order of a block: the best tip among the senders' next ones, the earlier arrival where tips are equal. Valid until the pool changes.</summary>
internal sealed class PoolSelection
{
    private readonly PriorityQueue<Cursor, (UInt256 Tip, ulong Sequence)> _heads;
    private readonly UInt256 _baseFee;

    public PoolSelection(IEnumerable<SenderQueue> senders, in UInt256 baseFee)
    {
        _baseFee = baseFee;
        var heads = new List<(Cursor, (UInt256, ulong))>();
        foreach (var sender in senders)
        {
            if (sender.PendingCount == 0) continue;
            var first = sender.PendingAt(0);
            if (first.Transaction.MaxFeePerGas >= baseFee) heads.Add((new Cursor(sender, 0), (first.TipAt(baseFee), first.Sequence)));
        }

        _heads = new PriorityQueue<Cursor, (UInt256, ulong)>(heads, BestFirst.Instance);
    }

    /// <summary>The best one left.</summary>
    public bool TryPeek([NotNullWhen(true)] out PoolEntry? entry)
    {
        entry = _heads.TryPeek(out var cursor, out _) ? cursor.Sender.PendingAt(cursor.Index) : null;
        return entry is not null;
    }

    /// <summary>Goes on after the best one was taken: its sender's next one comes into play.</summary>
    public void Take()
    {
        var (sender, index) = _heads.Dequeue();
        if (index + 1 >= sender.PendingCount) return;
        var next = sender.PendingAt(index + 1);
        if (next.Transaction.MaxFeePerGas >= _baseFee) _heads.Enqueue(new Cursor(sender, index + 1), (next.TipAt(_baseFee), next.Sequence));
    }

    /// <summary>Goes on after the best one was not taken: its sender's later ones cannot be either.</summary>
    public void SkipSender() => _heads.Dequeue();

    private readonly record struct Cursor(SenderQueue Sender, int Index);

    private sealed class BestFirst : IComparer<(UInt256 Tip, ulong Sequence)>
    {
        public static readonly BestFirst Instance = new();

        public int Compare((UInt256 Tip, ulong Sequence) x, (UInt256 Tip, ulong Sequence) y)
        {
            var tip = y.Tip.CompareTo(x.Tip);
            return tip != 0 ? tip : x.Sequence.CompareTo(y.Sequence);
        }
    }
}
