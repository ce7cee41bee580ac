using System.Globalization;
using Cos.Chain.Queries;
using Cos.Execution.Blocks;
using Cos.Execution.Simulation;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;
using Cos.Vm;

namespace Cos.Rpc.Methods;

/// <summary>Calls that are simulated and leave nothing behind.</summary>
internal sealed class CallMethods(ChainQueries queries, BlockFinder finder, RpcLimits limits, SpareWorkspaces spare, TimeProvider clock)
{
    private readonly string _timeWords = limits.HeavyTime.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s";

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Heavy("eth_call", Call),
        RpcMethod.Heavy("eth_estimateGas", EstimateGas),
        RpcMethod.Heavy("eth_createAccessList", CreateAccessList),
    ];

    private RpcError? Call(ref Arguments arguments, JsonSink sink)
    {
        if (!TryRead(ref arguments, out CallArguments call, out BlockSelector selector, out StateOverrides accounts, out BlockOverrides block)) return arguments.Error;
        if (finder.State(in selector, arguments.Pending, out StateAt? state) is { } refused) return refused;
        var interrupt = new Interrupt();
        Workspace workspace = spare.Take();
        using ITimer timer = StopAfterLimit(interrupt);
        SimulationOutcome outcome = SimulatedCall.Run(state!.View, ContextOf(state, block), call, accounts, limits.CallGasMax, interrupt, workspace);
        spare.GiveBack(workspace);
        if (outcome.Rejection is { } rejection) return CallErrors.Of(rejection, call, state, limits.CallGasMax);
        if (!outcome.Succeeded) return CallErrors.Of(outcome.Halt, outcome.Output, _timeWords);
        sink.Bytes(outcome.Output.Span);
        return null;
    }

    private RpcError? EstimateGas(ref Arguments arguments, JsonSink sink)
    {
        if (!TryRead(ref arguments, out CallArguments call, out BlockSelector selector, out StateOverrides accounts, out BlockOverrides block)) return arguments.Error;
        if (finder.State(in selector, arguments.Pending, out StateAt? state) is { } refused) return refused;
        var interrupt = new Interrupt();
        Workspace workspace = spare.Take();
        using ITimer timer = StopAfterLimit(interrupt);
        EstimateOutcome outcome = GasEstimate.Find(state!.View, ContextOf(state, block), call, accounts, limits.CallGasMax, interrupt, workspace);
        spare.GiveBack(workspace);
        if (outcome.Rejection is { } rejection) return CallErrors.Of(rejection, call, state, limits.CallGasMax);
        if (outcome.Halt == Halt.OutOfGas) return RpcError.Server($"gas required exceeds allowance ({outcome.Allowance})");
        if (!outcome.Succeeded) return CallErrors.Of(outcome.Halt, outcome.Output, _timeWords);
        sink.Quantity(outcome.Gas);
        return null;
    }

    private RpcError? CreateAccessList(ref Arguments arguments, JsonSink sink)
    {
        if (!TryRead(ref arguments, out CallArguments call, out BlockSelector selector, out StateOverrides accounts, out BlockOverrides block)) return arguments.Error;
        if (finder.State(in selector, arguments.Pending, out StateAt? state) is { } refused) return refused;
        var interrupt = new Interrupt();
        Workspace workspace = spare.Take();
        using ITimer timer = StopAfterLimit(interrupt);
        SimulationOutcome outcome = AccessListOf.Find(state!.View, ContextOf(state, block), call, accounts, limits.CallGasMax, interrupt, workspace);
        spare.GiveBack(workspace);
        if (outcome.Rejection is { } rejection) return CallErrors.Of(rejection, call, state, limits.CallGasMax);
        if (outcome.Halt == Halt.Interrupted) return CallErrors.Of(outcome.Halt, outcome.Output, _timeWords);
        sink.OpenObject();
        sink.Name("accessList"u8);
        TransactionView.WriteAccessList(sink, outcome.Touched.AsSpan());
        if (!outcome.Succeeded)
        {
            sink.Name("error"u8);
            sink.Text(CallErrors.WordsOf(outcome.Halt));
        }

        sink.Name("gasUsed"u8);
        sink.Quantity(outcome.GasUsed);
        sink.CloseObject();
        return null;
    }

    private bool TryRead(ref Arguments arguments, out CallArguments call, out BlockSelector selector, out StateOverrides accounts, out BlockOverrides block)
    {
        selector = BlockSelector.Latest;
        accounts = StateOverrides.None;
        block = BlockOverrides.None;
        return CallReader.TryRead(ref arguments, queries.Spec.Rules.ChainId, out call)
            && arguments.Block(out selector)
            && OverridesReader.TryState(ref arguments, out accounts)
            && OverridesReader.TryBlock(ref arguments, out block)
            && arguments.End();
    }

    private BlockContext ContextOf(StateAt state, BlockOverrides overrides)
    {
        BlockContext context = BlockContexts.Of(queries.Spec, state);
        return ReferenceEquals(overrides, BlockOverrides.None) ? context : overrides.ApplyTo(context);
    }

    private ITimer StopAfterLimit(Interrupt interrupt) =>
        clock.CreateTimer(static state => ((Interrupt?)state)?.Request(), interrupt, limits.HeavyTime, Timeout.InfiniteTimeSpan);
}
