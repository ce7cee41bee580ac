using Cos.Execution.Validation;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>The answer to a gas estimate: a gas limit, or the reason why none would do.</summary>
public sealed record EstimateOutcome
{
    /// <summary>A gas limit with which the call succeeds; meaningful only where <see cref="Succeeded"/>.</summary>
    public ulong Gas { get; init; }

    /// <summary>Why the call could not start at any gas; null where it ran.</summary>
    public TxRejection? Rejection { get; init; }

    /// <summary>How it ended with the most gas allowed.</summary>
    public Halt Halt { get; init; }

    /// <summary>Revert data where <see cref="Halt"/> is <see cref="Halt.Revert"/>.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>The most gas that was tried; the named reason of a failure for want of gas speaks of it.</summary>
    public ulong Allowance { get; init; }

    /// <summary>Whether there is an estimate.</summary>
    public bool Succeeded => Rejection is null && Halt == Halt.Success;
}
