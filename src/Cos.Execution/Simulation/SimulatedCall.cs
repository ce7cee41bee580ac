using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;
using Cos.Vm.Precompiles;

namespace Cos.Execution.Simulation;

/// <summary>Runs a call as a transaction would run, but unsigned, at any nonce, from any account, and leaving no trace.</summary>
public static class SimulatedCall
{
    /// <summary>A call's gas is below 2^63 whatever its caller asks for.</summary>
    internal const ulong GasMax = long.MaxValue;

    /// <summary>Runs the call on a state as if it were in the given block.</summary>
    /// <param name="state">The state, left as it is.</param>
    /// <param name="block">The block it pretends to be in; its hooks do not run.</param>
    /// <param name="arguments">The call.</param>
    /// <param name="overrides">What it pretends about accounts.</param>
    /// <param name="gasCap">The most gas, also where the arguments name more or none.</param>
    /// <param name="interrupt">Ends a call that takes too long; null where only gas bounds it.</param>
    public static SimulationOutcome Run(
        IStateView state, BlockContext block, CallArguments arguments, StateOverrides overrides, ulong gasCap, Interrupt? interrupt) =>
        Run(state, block, arguments, overrides, gasCap, interrupt, new Workspace());

    /// <summary>The same with a workspace that the caller keeps: frames and analysed code are then made once for many calls.</summary>
    public static SimulationOutcome Run(
        IStateView state, BlockContext block, CallArguments arguments, StateOverrides overrides, ulong gasCap, Interrupt? interrupt, Workspace workspace) =>
        RunOn(Over(state, overrides), block, arguments, overrides.Moves, Bounded(arguments, gasCap), interrupt, workspace);

    /// <summary>The same with somebody watching; a call that cannot start is not shown to them.</summary>
    public static SimulationOutcome Run(
        IStateView state,
        BlockContext block,
        CallArguments arguments,
        StateOverrides overrides,
        ulong gasCap,
        Interrupt? interrupt,
        Workspace workspace,
        ITransactionTracer tracer) =>
        RunOn(Over(state, overrides), block, arguments, overrides.Moves, Bounded(arguments, gasCap), interrupt, workspace, tracer);

    /// <summary>The state a call sees.</summary>
    internal static IStateView Over(IStateView state, StateOverrides overrides) => overrides.Accounts.IsEmpty ? state : new OverriddenState(state, overrides);

    /// <summary>The gas a call gets.</summary>
    internal static ulong Bounded(CallArguments arguments, ulong gasCap) => Math.Min(Math.Min(arguments.Gas ?? gasCap, gasCap), GasMax);

    /// <summary>Runs the call; <paramref name="tracer"/> watches it.</summary>
    internal static SimulationOutcome RunOn(
        IStateView view,
        BlockContext block,
        CallArguments arguments,
        PrecompileMoves? moves,
        ulong gas,
        Interrupt? interrupt,
        Workspace workspace,
        ITransactionTracer? tracer = null)
    {
        // Who offers no price asks what would happen, not what it costs: BASEFEE then reads zero, as the price does.
        var context = arguments.MaxFeePerGas.IsZero ? block with { BaseFee = UInt256.Zero } : block;
        var journal = new Journal(view);
        var kind = arguments.AuthorizationList.IsEmpty ? TransactionKind.DynamicFee : TransactionKind.SetCode;
        ulong nonce = journal.GetNonce(arguments.From);
        var tx = SimulatedTransaction.Of(arguments, kind, context.Rules.ChainId, nonce, gas);
        var recovered = new RecoveredTransaction(tx, arguments.From);
        if (SimulatedTransaction.Check(recovered, context, nonce, journal.GetBalance(arguments.From)) is { } fault) return new SimulationOutcome { Rejection = fault.Rejection };

        var machine = new Machine(context.Rules, journal, context.ToEnvironment(), workspace, interrupt) { Tracer = tracer, Moves = moves };
        tracer?.Begin(recovered, context, journal);
        var outcome = new TransactionExecutor(context, journal, machine).Apply(recovered);
        tracer?.End(outcome, journal);
        return new SimulationOutcome
        {
            Halt = outcome.Halt,
            GasUsed = outcome.GasUsed,
            GasRefunded = outcome.GasRefunded,
            Output = outcome.Output,
            Logs = [.. journal.Logs],
            Created = outcome.Succeeded ? outcome.Contract : null,
        };
    }
}
