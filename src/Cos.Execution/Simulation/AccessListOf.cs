using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Vm;
using Cos.Vm.Calls;
using Cos.Vm.Precompiles;

namespace Cos.Execution.Simulation;

/// <summary>Finds the access list (EIP-2930) that names all a call touches, as eth_createAccessList asks.</summary>
public static class AccessListOf
{
    /// <summary>The most runs: each names more than the one before, and code that never settles is not followed for ever.</summary>
    public const int RunsMax = 16;

    /// <summary>Runs the call with the list that the run before touched until it touches nothing new; the outcome is that of the last run.</summary>
    /// <param name="state">The state, left as it is.</param>
    /// <param name="block">The block it pretends to be in.</param>
    /// <param name="arguments">The call; a list it has is kept.</param>
    /// <param name="overrides">What it pretends about accounts.</param>
    /// <param name="gasCap">The most gas of one run.</param>
    /// <param name="interrupt">Ends a run that takes too long.</param>
    public static SimulationOutcome Find(
        IStateView state, BlockContext block, CallArguments arguments, StateOverrides overrides, ulong gasCap, Interrupt? interrupt) =>
        Find(state, block, arguments, overrides, gasCap, interrupt, new Workspace());

    /// <summary>The same with a workspace that the caller keeps.</summary>
    public static SimulationOutcome Find(
        IStateView state, BlockContext block, CallArguments arguments, StateOverrides overrides, ulong gasCap, Interrupt? interrupt, Workspace workspace)
    {
        var view = SimulatedCall.Over(state, overrides);
        var moves = overrides.Moves;
        ulong gas = SimulatedCall.Bounded(arguments, gasCap);
        var warm = WarmAnyway(view, block, arguments);
        for (int run = 1; ; run++)
        {
            var recorder = new TouchRecorder(arguments.AccessList, warm);
            var outcome = SimulatedCall.RunOn(view, block, arguments, moves, gas, interrupt, workspace, recorder);
            var touched = outcome.Rejection is null ? recorder.Touched : [];
            if (run == RunsMax || outcome.Rejection is not null || Names(arguments.AccessList, touched)) return outcome with { Touched = touched };
            arguments = arguments with { AccessList = touched };
        }
    }

    private static HashSet<Address> WarmAnyway(IStateView view, BlockContext block, CallArguments arguments)
    {
        ulong nonce = view.TryGetAccount(arguments.From, out var sender) ? sender.Nonce : 0;
        return [arguments.From, arguments.To ?? ContractAddress.OfNonce(arguments.From, nonce), block.Coinbase, .. PrecompileTable.Addresses];
    }

    // A list handed in may be in any order and name things twice; what was touched is sorted.
    private static bool Names(ImmutableArray<AccessListEntry> list, ImmutableArray<AccessListEntry> touched)
    {
        if (list.Length != touched.Length) return false;
        for (int i = 0; i < list.Length; i++)
        {
            if (list[i].Address != touched[i].Address || !list[i].Slots.AsSpan().SequenceEqual(touched[i].Slots.AsSpan())) return false;
        }

        return true;
    }
}
