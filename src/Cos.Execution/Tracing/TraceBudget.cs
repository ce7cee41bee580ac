using Cos.Vm;

namespace Cos.Execution.Tracing;

/// <summary>The bytes that a trace may hold: gas bounds what a transaction does, but not what it would take to write all of it down.</summary>
/// <param name="bytes">The most bytes.</param>
/// <param name="interrupt">Ends the execution once they are spent.</param>
public sealed class TraceBudget(long bytes, Interrupt interrupt)
{
    private long _left = bytes;

    /// <summary>Whether more was wanted than there is: the trace has a hole and must not be shown.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Takes bytes; false, from then on, where they do not suffice.</summary>
    public bool TryTake(long wanted)
    {
        if (IsSpent) return false;
        if (wanted > _left)
        {
            IsSpent = true;
            interrupt.Request();
            return false;
        }

        _left -= wanted;
        return true;
    }
}
