using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>Finds a gas limit with which a call succeeds, close to the least, by bisection over runs.</summary>
public static class GasEstimate
{
    // The search ends when the bracket is within 15/1000 of its upper end: fewer runs for a limit that wallets round up anyway.
    private const ulong ToleranceNumerator = 15;
    private const ulong ToleranceDenominator = 1_000;

    // EIP-150: a frame keeps a 64th of its gas from the frames it calls; a call that needs this much below needs more above.
    private const ulong RetainedNumerator = 64;
    private const ulong RetainedDenominator = 63;
    private const ulong CallStipend = 2_300;

    /// <summary>Finds the limit; the most tried is what the arguments, the cap, EIP-7825 and the caller's balance allow.</summary>
    /// <param name="state">The state, left as it is.</param>
    /// <param name="block">The block it pretends to be in.</param>
    /// <param name="arguments">The call.</param>
    /// <param name="overrides">What it pretends about accounts.</param>
    /// <param name="gasCap">The most gas of one run.</param>
    /// <param name="interrupt">Ends a search that takes too long; the outcome's halt is then <see cref="Halt.Interrupted"/>.</param>
    public static EstimateOutcome Find(
        IStateView state, BlockContext block, CallArguments arguments, StateOverrides overrides, ulong gasCap, Interrupt? interrupt) =>
        Find(state, block, arguments, overrides, gasCap, interrupt, new Workspace());

    /// <summary>The same with a workspace that the caller keeps.</summary>
    public static EstimateOutcome Find(
        IStateView state, BlockContext block, CallArguments arguments, StateOverrides overrides, ulong gasCap, Interrupt? interrupt, Workspace workspace)
    {
        var view = SimulatedCall.Over(state, overrides);
        var moves = overrides.Moves;
        SimulationOutcome Run(ulong limit) => SimulatedCall.RunOn(view, block, arguments, moves, limit, interrupt, workspace);

        ulong asked = arguments.Gas is >= IntrinsicGas.Transaction and var gas ? gas : block.GasLimit; // less is no limit that anything could keep
        ulong high = Math.Min(Math.Min(asked, gasCap), block.Rules.TransactionGasMax);
        if (CapByBalance(view, arguments, ref high) is { } poor) return new EstimateOutcome { Rejection = poor, Allowance = high };
        if (IsPlainTransfer(view, arguments) && high >= IntrinsicGas.Transaction && Run(IntrinsicGas.Transaction).Succeeded)
        {
            return new EstimateOutcome { Halt = Halt.Success, Gas = IntrinsicGas.Transaction, Allowance = high };
        }

        ulong allowance = high;
        var widest = Run(high);
        if (!widest.Succeeded) return Failure(widest, allowance);

        // The run itself needed what was refunded later, and at the deepest call a 64th was held back.
        ulong low = widest.GasUsed - 1;
        ulong guess = (widest.GasUsed + widest.GasRefunded + CallStipend) * RetainedNumerator / RetainedDenominator;
        if (guess < high)
        {
            var outcome = Run(guess);
            if (outcome.Halt == Halt.Interrupted) return Failure(outcome, allowance);
            if (outcome.Succeeded) high = guess;
            else low = guess;
        }

        while (low + 1 < high && (high - low) * ToleranceDenominator >= high * ToleranceNumerator)
        {
            // Most calls need little more than they use: the upper half of a wide bracket is not worth a run.
            ulong middle = Math.Min(low + ((high - low) / 2), low * 2);
            var outcome = Run(middle);
            if (outcome.Halt == Halt.Interrupted) return Failure(outcome, allowance);
            if (outcome.Succeeded) high = middle;
            else low = middle;
        }

        return new EstimateOutcome { Halt = Halt.Success, Gas = high, Allowance = allowance };
    }

    private static EstimateOutcome Failure(SimulationOutcome outcome, ulong allowance) =>
        new() { Rejection = outcome.Rejection, Halt = outcome.Halt, Output = outcome.Output, Allowance = allowance };

    private static TxRejection? CapByBalance(IStateView view, CallArguments arguments, ref ulong high)
    {
        if (arguments.MaxFeePerGas.IsZero) return null;
        var balance = view.TryGetAccount(arguments.From, out var account) ? account.Balance : UInt256.Zero;
        if (!UInt256.TrySubtract(in balance, arguments.Value, out var rest)) return TxRejection.InsufficientFunds;
        high = Math.Min(high, (rest / arguments.MaxFeePerGas).ToUInt64Saturated());
        return null;
    }

    private static bool IsPlainTransfer(IStateView view, CallArguments arguments) =>
        arguments is { To: { } to, Input.IsEmpty: true, AccessList.IsEmpty: true, AuthorizationList.IsEmpty: true }
        && (!view.TryGetAccount(in to, out var account) || account.CodeHash == Account.EmptyCodeHash);
}
