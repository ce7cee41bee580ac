using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>Lays out the blocks of a simulation: each gets its number and time, and gaps are filled with empty blocks.</summary>
internal static class SimulationPlan
{
    /// <summary>The blocks in a row, every one with number and time; or why they cannot be.</summary>
    internal static SimulationFault? TryMake(
        SimulationStart start, ImmutableArray<BlockCalls> asked, SimulationOptions options, out ImmutableArray<BlockCalls> plan)
    {
        var blocks = ImmutableArray.CreateBuilder<BlockCalls>();
        plan = [];
        ulong number = start.Header.Number, time = start.Header.Timestamp;
        foreach (var block in asked)
        {
            ulong next = block.Block.Number ?? (number == ulong.MaxValue ? number : number + 1);
            if (next <= number) return Fault(SimulationFaultKind.NumberNotAscending, next, number);
            if (next - start.Header.Number > options.BlocksMax) return new SimulationFault(SimulationFaultKind.TooManyBlocks);
            for (number++; number < next; number++)
            {
                if (!TryAdvance(ref time, options)) return Fault(SimulationFaultKind.TimeNotAscending, time, time);
                blocks.Add(new BlockCalls { Block = new BlockOverrides { Number = number, Timestamp = time } });
            }

            ulong before = time;
            if (block.Block.Timestamp is { } named) time = named;
            else if (!TryAdvance(ref time, options)) return Fault(SimulationFaultKind.TimeNotAscending, time, time);
            if (time <= before) return Fault(SimulationFaultKind.TimeNotAscending, time, before);
            blocks.Add(block with { Block = block.Block with { Number = next, Timestamp = time } });
        }

        plan = blocks.ToImmutable();
        return null;
    }

    private static bool TryAdvance(ref ulong time, SimulationOptions options)
    {
        if (time > ulong.MaxValue - options.SecondsPerBlock) return false;
        time += options.SecondsPerBlock;
        return true;
    }

    private static SimulationFault Fault(SimulationFaultKind kind, ulong have, ulong want) => new(kind) { Have = (UInt256)have, Want = (UInt256)want };
}
