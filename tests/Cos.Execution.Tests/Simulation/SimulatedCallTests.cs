using Cos.Execution.Simulation;
using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Simulation;

public sealed class SimulatedCallTests
{
    private const ulong Cap = 50_000_000;
    private const string ReturnsTop = "5f5260205ff3"; // stores the top of the stack at 0 and returns it

    [Test]
    public void A_caller_without_credit_may_ask_for_free()
    {
        var outcome = Run("602a" + ReturnsTop, new CallArguments { From = Bob });
        Assert.That(outcome.Succeeded, Is.True);
        Assert.That(Word(outcome), Is.EqualTo((UInt256)42UL));
    }

    [Test]
    public void The_base_fee_reads_zero_where_no_price_is_offered_and_as_it_is_where_one_is()
    {
        Assert.That(Word(Run("48" + ReturnsTop, new CallArguments())), Is.EqualTo(UInt256.Zero));
        var priced = new CallArguments { From = Alice, Gas = 100_000, MaxFeePerGas = Gwei * 20 };
        Assert.That(Word(Run("48" + ReturnsTop, priced)), Is.EqualTo(Gwei * (UInt256)10UL));
        Assert.That(Word(Run("3a" + ReturnsTop, priced)), Is.EqualTo(Gwei * (UInt256)10UL), "GASPRICE is what would be paid");
    }

    [Test]
    public void A_price_below_the_base_fee_is_refused() =>
        Assert.That(Run("00", new CallArguments { From = Alice, MaxFeePerGas = Gwei }).Rejection, Is.EqualTo(TxRejection.FeeCapBelowBaseFee));

    [Test]
    public void Value_beyond_the_callers_balance_is_refused() =>
        Assert.That(Run("00", new CallArguments { From = Bob, Value = 1 }).Rejection, Is.EqualTo(TxRejection.InsufficientFunds));

    [Test]
    public void Too_little_gas_for_the_call_itself_is_refused() =>
        Assert.That(Run("00", new CallArguments { From = Alice, Gas = 20_999 }).Rejection, Is.EqualTo(TxRejection.IntrinsicGasTooLow));

    [Test]
    public void A_contract_may_be_the_caller() => Assert.That(Word(Run("33" + ReturnsTop, new CallArguments { From = Contract })), Is.EqualTo(Contract.ToWord()));

    [Test]
    public void Revert_data_comes_back()
    {
        var outcome = Run("60ff5f5260205ffd", new CallArguments());
        Assert.That(outcome.Halt, Is.EqualTo(Halt.Revert));
        Assert.That(Word(outcome), Is.EqualTo((UInt256)255UL));
    }

    [Test]
    public void Leaves_the_state_as_it_was()
    {
        var world = WithCode("60016000" + "5500");
        var root = world.State.StateRoot;
        var outcome = SimulatedCall.Run(world.State, world.Context(), new CallArguments { From = Alice, To = Contract, Value = OneCos }, StateOverrides.None, Cap, null);
        Assert.That(outcome.Succeeded, Is.True);
        Assert.That(world.State.StateRoot, Is.EqualTo(root));
        Assert.That(world.State.GetStorage(Contract, 0), Is.EqualTo(UInt256.Zero));
    }

    [Test]
    public void Gas_is_cut_to_the_cap() => Assert.That(Word(Run("5a" + ReturnsTop, new CallArguments { Gas = ulong.MaxValue }, cap: 100_000)), Is.EqualTo((UInt256)(100_000UL - 21_000 - 2)));

    [Test]
    public void A_creation_returns_the_code_and_the_address()
    {
        var world = new World(CreditRules);
        var outcome = SimulatedCall.Run(world.State, world.Context(), new CallArguments { Input = Convert.FromHexString("605b5f5360015ff3") }, StateOverrides.None, Cap, null);
        Assert.That(outcome.Output.ToArray(), Is.EqualTo(new byte[] { 0x5b }));
        Assert.That(outcome.Created, Is.EqualTo(Vm.Calls.ContractAddress.OfNonce(Address.Zero, 0)));
    }

    [Test]
    public void An_endless_loop_is_ended_from_outside()
    {
        var world = WithCode("5b5f56");
        var interrupt = new Interrupt();
        interrupt.Request();
        var outcome = SimulatedCall.Run(world.State, world.Context(), new CallArguments { To = Contract }, StateOverrides.None, long.MaxValue, interrupt);
        Assert.That(outcome.Halt, Is.EqualTo(Halt.Interrupted));
    }

    [Test]
    public void Pretends_balance_and_nonce_of_accounts_that_are_not_there()
    {
        var stranger = Address.FromLow(0x57a6);
        Assert.That(Word(Run("6157a631" + ReturnsTop, new CallArguments(), Over(new AccountOverride { Address = stranger, Balance = 77 }))), Is.EqualTo((UInt256)77UL));
        var world = WithCode("00");
        var made = SimulatedCall.Run(world.State, world.Context(), new CallArguments { From = stranger, Input = new byte[] { 0 } }, Over(new AccountOverride { Address = stranger, Nonce = 9 }), Cap, null);
        Assert.That(made.Created, Is.EqualTo(Vm.Calls.ContractAddress.OfNonce(stranger, 9)));
    }

    [Test]
    public void Pretends_code() =>
        Assert.That(Word(Run("00", new CallArguments(), Over(new AccountOverride { Address = Contract, Code = Convert.FromHexString("6007" + ReturnsTop) }))), Is.EqualTo((UInt256)7UL));

    [Test]
    public void Pretends_single_slots_or_the_whole_storage()
    {
        const string sumOfTwo = "5f5460015401" + ReturnsTop;
        var slots = Over(new AccountOverride { Address = Contract, StateDiff = [(0, 30)] });
        var whole = Over(new AccountOverride { Address = Contract, State = [(0, 40)] });
        Assert.That(Word(Run(sumOfTwo, new CallArguments(), slots, storage: [(0, 1), (1, 2)])), Is.EqualTo((UInt256)32UL));
        Assert.That(Word(Run(sumOfTwo, new CallArguments(), whole, storage: [(0, 1), (1, 2)])), Is.EqualTo((UInt256)40UL));
    }

    [Test]
    public void Pretends_the_block()
    {
        var world = WithCode("43" + ReturnsTop);
        var context = new BlockOverrides { Number = 99, Timestamp = 5 }.ApplyTo(world.Context());
        Assert.That(Word(SimulatedCall.Run(world.State, context, new CallArguments { To = Contract }, StateOverrides.None, Cap, null)), Is.EqualTo((UInt256)99UL));
    }

    [Test]
    public void Gas_used_is_what_a_transaction_is_charged()
    {
        var world = WithCode("5f5f5500", (0, 1));
        var outcome = SimulatedCall.Run(world.State, world.Context(), new CallArguments { From = Alice, To = Contract, Gas = 100_000 }, StateOverrides.None, Cap, null);
        Assert.That(outcome.GasUsed, Is.EqualTo(world.Run(world.Tx(Alice, Contract, gas: 100_000)).Receipts[0].GasUsed));
        Assert.That(outcome.GasRefunded, Is.EqualTo(4_800));
    }

    [Test]
    public void Finds_the_access_list_of_what_is_touched_beyond_the_usual()
    {
        // SLOAD 3 of itself, BALANCE of Bob, of the sender, of the coinbase and of a precompile.
        var world = WithCode("6003545062" + "000b0b" + "31503231504131506009" + "315000");
        var arguments = new CallArguments { From = Alice, To = Contract };
        var outcome = AccessListOf.Find(world.State, world.Context(), arguments, StateOverrides.None, Cap, null);
        Assert.That(outcome.Touched.Select(e => e.Address), Is.EqualTo(new[] { Bob, Contract }.Order()));
        Assert.That(outcome.Touched.Single(e => e.Address == Contract).Slots, Is.EqualTo(new UInt256[] { 3 }));

        var listed = SimulatedCall.Run(world.State, world.Context(), arguments with { AccessList = outcome.Touched }, StateOverrides.None, Cap, null);
        Assert.That(outcome.GasUsed, Is.EqualTo(listed.GasUsed), "the gas is that of a call with the list");
    }

    [Test]
    public void Finds_what_was_touched_before_a_revert_but_no_contract_that_it_makes()
    {
        // CREATE with empty code, SLOAD 3, BALANCE of Bob, REVERT.
        var world = WithCode("5f5f5ff050" + "60035450" + "62000b0b3150" + "5f5ffd");
        var outcome = AccessListOf.Find(world.State, world.Context(), new CallArguments { From = Alice, To = Contract }, StateOverrides.None, Cap, null);
        Assert.That(outcome.Halt, Is.EqualTo(Halt.Revert));
        Assert.That(outcome.Touched.Select(e => e.Address), Is.EqualTo(new[] { Bob, Contract }.Order()));
        Assert.That(outcome.Touched.Single(e => e.Address == Contract).Slots, Is.EqualTo(new UInt256[] { 3 }));
    }

    [Test]
    public void A_list_that_was_handed_in_is_kept()
    {
        var world = WithCode("00");
        var arguments = new CallArguments { From = Alice, To = Contract, AccessList = [new AccessListEntry(Bob, [5])] };
        var outcome = AccessListOf.Find(world.State, world.Context(), arguments, StateOverrides.None, Cap, null);
        Assert.That(outcome.Touched.Single().Slots, Is.EqualTo(new UInt256[] { 5 }));
    }

    private static SimulationOutcome Run(string code, CallArguments arguments, StateOverrides? overrides = null, ulong cap = Cap, params (UInt256, UInt256)[] storage)
    {
        var world = WithCode(code, storage);
        return SimulatedCall.Run(world.State, world.Context(), arguments with { To = Contract }, overrides ?? StateOverrides.None, cap, null);
    }

    private static World WithCode(string code, params (UInt256, UInt256)[] storage)
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, code, storage);
        return world;
    }

    private static StateOverrides Over(AccountOverride account) => new([account]);

    private static UInt256 Word(SimulationOutcome outcome) => UInt256.FromBigEndian(outcome.Output.Span);
}
