using CsCheck;
using Cos.Execution.Simulation;
using Cos.Execution.Validation;
using Cos.Primitives.Values;
using Cos.Vm;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Simulation;

public sealed class GasEstimateTests
{
    private const ulong Cap = 50_000_000;

    [Test]
    public void A_plain_transfer_needs_exactly_21000()
    {
        var world = new World(CreditRules);
        var outcome = Find(world, new CallArguments { From = Alice, To = Bob, Value = 1 });
        Assert.That((outcome.Succeeded, outcome.Gas), Is.EqualTo((true, 21_000UL)));
        Assert.That(Find(world, new CallArguments { From = Alice, To = Bob, Gas = 1 }).Gas, Is.EqualTo(21_000), "a limit below what anything costs is none");
    }

    [TestCase("5f5f5500", 26_004UL, TestName = "A_run_that_is_refunded_later_needs_its_gas_first")]
    [TestCase("60016001" + "5500", 21_000UL + 6 + 22_100, TestName = "A_new_slot_needs_its_22100")]
    public void Is_enough_and_hardly_more(string code, ulong least)
    {
        var world = WithCode(code);
        var outcome = Find(world, new CallArguments { From = Alice, To = Contract });
        Assert.That(outcome.Gas, Is.InRange(least, least + (least * 15 / 1000) + 1));
        Assert.That(Succeeds(world, outcome.Gas), Is.True);
    }

    [Test]
    public void A_deep_call_needs_the_64ths_that_its_callers_hold_back()
    {
        // Calls itself with all gas until CALLDATASIZE-independent depth 20 (counted in slot-free memory: value in calldata), and fails unless the callee succeeds.
        // CALLDATALOAD(0) n; if n == 20 stop; MSTORE(0, n+1); CALL(gas, address, 0, 0, 32, 0, 0); if failed revert.
        var world = WithCode("5f3580601414602a5760010160005260005f60205f5f305af1602a57" + "5f5ffd" + new string('0', 22) + "5b00");
        var outcome = Find(world, new CallArguments { From = Alice, To = Contract });
        Assert.That(outcome.Succeeded, Is.True, outcome.Halt.ToString());
        Assert.That(Succeeds(world, outcome.Gas), Is.True);
        Assert.That(Succeeds(world, outcome.Gas * 98 / 100), Is.False);
    }

    [Test]
    public void Call_data_that_only_the_floor_pays_for_is_estimated_at_the_floor()
    {
        var world = new World(CreditRules);
        var outcome = Find(world, new CallArguments { From = Alice, To = Bob, Input = Enumerable.Repeat((byte)1, 1_000).ToArray() });
        Assert.That(outcome.Gas, Is.InRange(61_000UL, 61_000UL * 1_015 / 1_000));
    }

    [Test]
    public void A_revert_comes_back_with_its_data()
    {
        var outcome = Find(WithCode("60ff5f5260205ffd"), new CallArguments { From = Alice, To = Contract });
        Assert.That(outcome.Halt, Is.EqualTo(Halt.Revert));
        Assert.That(outcome.Output.Span[31], Is.EqualTo(255));
    }

    [Test]
    public void What_no_gas_suffices_for_says_how_much_was_tried()
    {
        var outcome = Find(WithCode("5b5f56"), new CallArguments { From = Alice, To = Contract, Gas = 500_000 });
        Assert.That((outcome.Halt, outcome.Allowance), Is.EqualTo((Halt.OutOfGas, 500_000UL)));
    }

    [Test]
    public void The_callers_balance_bounds_the_gas_where_a_price_is_offered()
    {
        var world = WithCode("60016001" + "5500");
        world.Put(Bob, Gwei * (UInt256)20UL * (UInt256)30_000UL);
        var outcome = Find(world, new CallArguments { From = Bob, To = Contract, MaxFeePerGas = Gwei * 20 });
        Assert.That((outcome.Halt, outcome.Allowance), Is.EqualTo((Halt.OutOfGas, 30_000UL)));
        Assert.That(Find(world, new CallArguments { From = Bob, To = Contract, Value = OneCos, MaxFeePerGas = Gwei * 20 }).Rejection, Is.EqualTo(TxRejection.InsufficientFunds));
    }

    [Test]
    public void An_estimate_is_always_enough() => Gen.Int[0, 60].Select(Gen.Int[0, 40], Gen.Int[0, 3]).Sample((clears, sets, creates) =>
    {
        var world = new World(CreditRules);
        var code = string.Concat(Enumerable.Range(0, clears).Select(i => $"5f60{i:x2}55")) + string.Concat(Enumerable.Range(100, sets).Select(i => $"600160{i:x2}55"))
            + string.Concat(Enumerable.Repeat("5f5f5ff050", creates)) + "00";
        world.Put(Contract, default, 1, code, [.. Enumerable.Range(0, 60).Select(i => ((UInt256)(ulong)i, UInt256.One))]);
        var outcome = Find(world, new CallArguments { From = Alice, To = Contract });
        return outcome.Succeeded && Succeeds(world, outcome.Gas);
    }, iter: 100);

    private static EstimateOutcome Find(World world, CallArguments arguments) => GasEstimate.Find(world.State, world.Context(), arguments, StateOverrides.None, Cap, null);

    private static bool Succeeds(World world, ulong gas) =>
        SimulatedCall.Run(world.State, world.Context(), new CallArguments { From = Alice, To = Contract, Gas = gas }, StateOverrides.None, Cap, null).Succeeded;

    private static World WithCode(string code)
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, code, (0, 1));
        return world;
    }
}
