using System.Collections.Immutable;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>Makes blocks of unsigned calls on top of a block, state carried from each to the next, and leaves no trace (eth_simulateV1).</summary>
public static class SimulatedChain
{
    /// <summary>Simulates blocks; a fault says why there are none.</summary>
    /// <param name="start">What they go on from.</param>
    /// <param name="asked">The blocks, by ascending number; gaps between them are filled with empty ones.</param>
    /// <param name="options">How, and within which bounds.</param>
    /// <param name="interrupt">Ends a simulation that takes too long.</param>
    /// <param name="workspace">Frames and analysed code, which nobody else uses meanwhile.</param>
    /// <param name="blocks">The blocks in a row.</param>
    public static SimulationFault? Run(
        SimulationStart start, ImmutableArray<BlockCalls> asked, SimulationOptions options, Interrupt interrupt, Workspace workspace, out ImmutableArray<SimulatedBlock> blocks)
    {
        blocks = [];
        if (SimulationPlan.TryMake(start, asked, options, out var plan) is { } disorder) return disorder;
        var made = ImmutableArray.CreateBuilder<SimulatedBlock>(plan.Length);
        var state = new SimulatedState(start.State);
        var (header, hash, ancestors) = (start.Header, start.Hash, start.Ancestors);
        ulong gas = Math.Min(options.GasMax, SimulatedCall.GasMax);
        foreach (var block in plan)
        {
            if (interrupt.Requested) return new SimulationFault(SimulationFaultKind.Interrupted);
            ancestors = ancestors.With(header.Number, hash.Value);
            var draft = SimulatedHeader.Draft(start.Rules, header, hash, block.Block, options.Validates);
            var run = new BlockSimulation(start.Rules, draft, ancestors, state, options, workspace, interrupt);
            if (run.TryMake(block, ref gas, out var simulated) is { } fault) return fault;
            made.Add(simulated!);
            (header, hash) = (simulated!.Block.Header, simulated.Hash);
        }

        blocks = made.MoveToImmutable();
        return null;
    }
}
