using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>The one rule besides production that reads a clock (consensus.md, "A block is valid iff").</summary>
public static class ClockRule
{
    /// <summary>Judges a slot at a moment.</summary>
    public static ClockVerdict Judge(DposChain chain, ulong slot, UnixMillis now)
    {
        if (!chain.Calendar.IsRepresentable(slot)) return ClockVerdict.Drop;
        var start = chain.Calendar.SlotStart(slot).Value;
        if (start <= now.Value) return ClockVerdict.Take;
        var ahead = start - now.Value;
        if (ahead <= chain.Parameters.ClockDriftMillisecondsMax) return ClockVerdict.Take;
        return ahead <= chain.Calendar.SlotsPerTurn * chain.Parameters.SlotMilliseconds ? ClockVerdict.Wait : ClockVerdict.Drop;
    }
}
