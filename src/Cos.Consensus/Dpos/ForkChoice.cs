namespace Cos.Consensus.Dpos;

/// <summary>Which of two branches is the better (consensus.md, Fork choice): a total order, so every node that knows the same branches chooses the same.</summary>
public static class ForkChoice
{
    /// <summary>Positive when <paramref name="a"/> is better, negative when <paramref name="b"/> is, zero only for one and the same block.</summary>
    public static int Compare(BranchTip a, BranchTip b)
    {
        if (a.HoldsFinal != b.HoldsFinal) return a.HoldsFinal ? 1 : -1;
        if (a.HoldsPrevoted != b.HoldsPrevoted) return a.HoldsPrevoted ? 1 : -1;
        var weight = a.TotalWeight.CompareTo(b.TotalWeight);
        if (weight != 0) return weight;
        var slot = b.Slot.CompareTo(a.Slot); // the lower slot is better
        return slot != 0 ? slot : b.Hash.CompareTo(a.Hash); // and then the lower hash
    }
}
