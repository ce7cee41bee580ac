using System.Collections.Immutable;
using System.Globalization;
using Cos.Chain.Queries;
using Cos.Execution.Simulation;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Rpc.Methods;

/// <summary>Simulates whole blocks of calls.</summary>
internal sealed class SimulationMethods(ChainQueries queries, BlockFinder finder, RpcLimits limits, SpareWorkspaces spare, TimeProvider clock)
{
    private const ulong MillisecondsPerSecond = 1_000;

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All => [RpcMethod.Heavy("eth_simulateV1", Simulate)];

    private RpcError? Simulate(ref Arguments arguments, JsonSink sink)
    {
        SimulationOptions options = Options;
        var asked = default(SimulationReader);
        if (!(asked.TryRead(ref arguments, queries.Spec.Rules.ChainId, options.BlocksMax) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (Start(in selector, out SimulationStart? start) is { } refused) return refused;
        var interrupt = new Interrupt();
        using ITimer timer = clock.CreateTimer(static state => ((Interrupt?)state)?.Request(), interrupt, limits.HeavyTime, Timeout.InfiniteTimeSpan);
        Workspace workspace = spare.Take();
        RpcError? error = Write(sink, start!, in asked, options, interrupt, workspace, limits);
        spare.GiveBack(workspace);
        return error;
    }

    /// <summary>Simulates what was asked on top of a block, and writes it.</summary>
    internal static RpcError? Write(
        JsonSink sink, SimulationStart start, in SimulationReader asked, SimulationOptions options, Interrupt interrupt, Workspace workspace, RpcLimits limits)
    {
        if (asked.Blocks.IsEmpty) return RpcError.Params("empty input");
        if ((ulong)asked.Blocks.Length > options.BlocksMax) return SimulationErrors.TooManyBlocks;
        options = options with { Validates = asked.Validates, TracesTransfers = asked.TracesTransfers };
        if (SimulatedChain.Run(start, asked.Blocks, options, interrupt, workspace, out ImmutableArray<SimulatedBlock> blocks) is { } fault)
        {
            return SimulationErrors.Of(fault, limits.HeavyTime.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s");
        }

        int mark = sink.Length;
        sink.OpenArray();
        foreach (SimulatedBlock block in blocks)
        {
            SimulationView.Write(sink, block, asked.ShowsTransactions);
            if (sink.Length - mark > limits.ResponseBytesMax) return RpcError.ResponseTooLarge;
        }

        sink.CloseArray();
        return null;
    }

    private SimulationOptions Options => new()
    {
        GasMax = limits.CallGasMax,
        SecondsPerBlock = Math.Max(1, queries.Spec.Dpos.SlotMilliseconds / MillisecondsPerSecond),
    };

    // The pending block has no hash that a simulated one could name as its parent: the head stands for it.
    private RpcError? Start(in BlockSelector selector, out SimulationStart? start)
    {
        start = null;
        BlockSelector named = selector.Tag == BlockTag.Pending ? BlockSelector.Latest : selector;
        if (finder.State(in named, null, out StateAt? state) is { } refused) return refused;
        IStateView view = state!.View is not IWorldState && queries.TryOpenWorld(state.Hash, out IWorldState? world) ? world : state.View;
        start = new SimulationStart
        {
            Rules = queries.Spec.RulesAt(state.Header.Number + 1),
            Header = state.Header,
            Hash = state.Hash,
            Ancestors = state.Ancestors,
            State = view,
        };
        return null;
    }
}
