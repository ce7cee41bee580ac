namespace Cos.Execution.Simulation;

/// <summary>Why a chain of blocks cannot be simulated.</summary>
public enum SimulationFaultKind
{
    /// <summary>Not a reason.</summary>
    Unspecified = 0,

    /// <summary>A block's number is not above the one before it.</summary>
    NumberNotAscending,

    /// <summary>A block's time is not after the one before it.</summary>
    TimeNotAscending,

    /// <summary>The blocks reach further than allowed.</summary>
    TooManyBlocks,

    /// <summary>An account that is to move its precompile has none.</summary>
    NotAPrecompile,

    /// <summary>A call asks for more gas than its block has left.</summary>
    BlockGasExceeded,

    /// <summary>A call may not be in a block.</summary>
    CallRejected,

    /// <summary>The block's calls offer more for gas than all the credit there is, which only pretended balances can.</summary>
    FeesBeyondSupply,

    /// <summary>It was interrupted.</summary>
    Interrupted,
}
