using System.Collections.Immutable;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>What a simulated call would have done.</summary>
public sealed record SimulationOutcome
{
    /// <summary>Why the call could not start; null where it ran.</summary>
    public TxRejection? Rejection { get; init; }

    /// <summary>How it ended; meaningless where <see cref="Rejection"/> is not null.</summary>
    public Halt Halt { get; init; }

    /// <summary>Gas that a transaction doing the same would have been charged.</summary>
    public ulong GasUsed { get; init; }

    /// <summary>Gas that was handed back after the run (EIP-3529); the run itself needed this much more.</summary>
    public ulong GasRefunded { get; init; }

    /// <summary>Return data, or revert data.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>Its events; empty where it failed.</summary>
    public ImmutableArray<Log> Logs { get; init; } = [];

    /// <summary>The contract it made.</summary>
    public Address? Created { get; init; }

    /// <summary>Addresses and slots it touched besides those that are always warm, sorted: the access list that would prewarm them. Only <see cref="AccessListOf"/> tells.</summary>
    public ImmutableArray<AccessListEntry> Touched { get; init; } = [];

    /// <summary>Whether it ran to a successful end.</summary>
    public bool Succeeded => Rejection is null && Halt == Halt.Success;
}
