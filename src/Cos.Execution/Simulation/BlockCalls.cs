using System.Collections.Immutable;

namespace Cos.Execution.Simulation;

/// <summary>One block that a simulation is asked to make, with what it pretends before its calls run.</summary>
public sealed record BlockCalls
{
    /// <summary>What it pretends of the block's header.</summary>
    public BlockOverrides Block { get; init; } = BlockOverrides.None;

    /// <summary>What it pretends of accounts, from this block on.</summary>
    public StateOverrides State { get; init; } = StateOverrides.None;

    /// <summary>The calls, in order.</summary>
    public ImmutableArray<CallArguments> Calls { get; init; } = [];
}
