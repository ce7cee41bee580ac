using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>The block that a simulated chain goes on from.</summary>
public sealed record SimulationStart
{
    /// <summary>The rules of the simulated blocks.</summary>
    public required ChainRules Rules { get; init; }

    /// <summary>The block's header.</summary>
    public required BlockHeader Header { get; init; }

    /// <summary>The block's hash.</summary>
    public required BlockHash Hash { get; init; }

    /// <summary>The hashes of the blocks before it.</summary>
    public required AncestorHashes Ancestors { get; init; }

    /// <summary>The state after it. Where it has no trie nodes (an <see cref="IWorldState"/> has) the simulated blocks' state roots are zero.</summary>
    public required IStateView State { get; init; }
}
