using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>Why a chain of blocks cannot be simulated, with the figures that say so.</summary>
/// <param name="Kind">The reason.</param>
public sealed record SimulationFault(SimulationFaultKind Kind)
{
    /// <summary>What there is: the number or time asked for, gas used, the sender's balance or nonce, the gas offered.</summary>
    public UInt256 Have { get; init; }

    /// <summary>What it is held against: the number or time before, the block's gas limit, what would be needed.</summary>
    public UInt256 Want { get; init; }

    /// <summary>The account, for a precompile that is none.</summary>
    public Address Account { get; init; }

    /// <summary>Why the call was rejected.</summary>
    public TxRejection Rejection { get; init; }

    /// <summary>The call that was rejected, as a transaction; null for other reasons.</summary>
    public RecoveredTransaction? Call { get; init; }
}
