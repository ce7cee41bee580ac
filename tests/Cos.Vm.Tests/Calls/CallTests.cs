using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm.Code;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Calls;

public sealed class CallTests
{
    private static readonly byte[] AnswersItsCaller = new Program().Then(Op.Caller).ReturnTop().Bytes;
    private static readonly byte[] AnswersItsAddress = new Program().Then(Op.Address).ReturnTop().Bytes;
    private static readonly byte[] AnswersItsValue = new Program().Then(Op.CallValue).ReturnTop().Bytes;
    private static readonly byte[] AnswersItsGas = new Program().Then(Op.Gas).ReturnTop().Bytes;
    private static readonly byte[] Reverts = new Program().Operands(0, 0xdead).Then(Op.Mstore).Operands(30, 2).Then(Op.Revert).Bytes;

    // Calls `Other`, then returns its return data.
    private static Program Relay(byte op, ulong value = 0) => new Program().Call(op, World.Other, 100_000, value).Then(Op.Pop)
        .Then(Op.ReturnDataSize).Operands(0, 0).Then(Op.ReturnDataCopy).Then(Op.ReturnDataSize).Push(0).Then(Op.Return);

    [TestCase(Op.Call, 0xc0deUL, 0x07e2UL)]
    [TestCase(Op.StaticCall, 0xc0deUL, 0x07e2UL)]
    [TestCase(Op.CallCode, 0xc0deUL, 0xc0deUL)]
    [TestCase(Op.DelegateCall, 0x5e4de2UL, 0xc0deUL)]
    public void Gives_the_callee_its_caller_and_its_storage(byte op, ulong caller, ulong self)
    {
        Assert.That(Word(World.Running(Relay(op)).And(World.Other, AnswersItsCaller).Call()), Is.EqualTo((UInt256)caller));
        Assert.That(Word(World.Running(Relay(op)).And(World.Other, AnswersItsAddress).Call()), Is.EqualTo((UInt256)self));
    }

    [TestCase(Op.Call, 3UL, 3UL)]
    [TestCase(Op.CallCode, 3UL, 3UL)]
    [TestCase(Op.DelegateCall, 3UL, 9UL)]
    [TestCase(Op.StaticCall, 3UL, 0UL)]
    public void Gives_the_callee_the_value_it_sees(byte op, ulong value, ulong seen)
    {
        var world = World.Running(Relay(op, value)).And(World.Other, AnswersItsValue);
        Assert.That(Word(world.Call(value: 9)), Is.EqualTo((UInt256)seen));
        Assert.That(world.Journal.GetBalance(World.Other), Is.EqualTo((UInt256)(op == Op.Call ? 3UL : 0)));
        Assert.That(world.Journal.GetBalance(World.Contract), Is.EqualTo((UInt256)(op == Op.Call ? 6UL : 9)));
    }

    [Test]
    public void Takes_back_what_a_reverting_callee_did_but_keeps_its_reason_and_its_gas()
    {
        var world = World.Running(Relay(Op.Call, 3)).And(World.Other, Reverts);
        var result = world.Call(value: 9);
        Assert.That(result.Output.ToArray(), Is.EqualTo(new byte[] { 0xde, 0xad }));
        Assert.That(world.Journal.GetBalance(World.Other), Is.EqualTo(UInt256.Zero));
        Assert.That(World.Gas - result.GasLeft, Is.LessThan(15_000UL));
    }

    [Test]
    public void Burns_the_gas_handed_to_a_callee_that_fails()
    {
        var result = World.Running(Relay(Op.Call)).And(World.Other, [Op.Invalid]).Call();
        Assert.That((result.Halt, result.Output.Length), Is.EqualTo((Halt.Success, 0)));
        Assert.That(World.Gas - result.GasLeft, Is.InRange(100_000UL, 104_000UL));
    }

    [TestCase(0UL, 5 * 2 + 2 + 3 + 2600UL)]
    [TestCase(1UL, 4 * 2 + 3 + 2 + 3 + 2600 + 9000 + 25000 - 2300UL)]
    public void Charges_for_a_cold_account_for_value_and_for_a_new_account(ulong value, ulong price) // EIP-2929, EIP-161
    {
        var world = World.With(World.Contract, new Program().Call(Op.Call, World.Nobody, 0, value).Bytes, 5);
        Assert.That(World.Gas - world.Call().GasLeft, Is.EqualTo(price));
    }

    [Test]
    public void Hands_down_at_most_all_but_a_64th() // EIP-150
    {
        var code = new Program().Push(32).Then(Op.Push0, Op.Push0, Op.Push0, Op.Push0).Push(World.Other).Push(UInt256.MaxValue).Then(Op.Call).Operands(0, 32).Then(Op.Return);
        var world = World.Running(code).And(World.Other, AnswersItsGas);
        const ulong before = World.Gas - (3 + 4 * 2 + 3 + 3 + 3 + 2600); // pushes, a word of memory for the output, the cold account
        Assert.That(Word(world.Call()), Is.EqualTo((UInt256)(before - before / 64 - 2)));
    }

    [Test]
    public void Gives_a_stipend_on_top_of_the_gas_handed_down_with_value()
    {
        var code = new Program().Call(Op.Call, World.Other, 0, 1).Then(Op.Pop, Op.ReturnDataSize).Operands(0, 0).Then(Op.ReturnDataCopy).Operands(0, 32).Then(Op.Return);
        var world = World.With(World.Contract, code.Bytes, 5).And(World.Other, AnswersItsGas);
        Assert.That(Word(world.Call()), Is.EqualTo((UInt256)2298));
    }

    [Test]
    public void Pushes_zero_and_keeps_the_gas_when_the_balance_does_not_suffice()
    {
        var world = World.Running(new Program().Call(Op.Call, World.Other, 50_000, 1).ReturnTop()).And(World.Other, [Op.Invalid]);
        var result = world.Call();
        Assert.That((Word(result), World.Gas - result.GasLeft < 20_000), Is.EqualTo((UInt256.Zero, true)));
    }

    [Test]
    public void Halts_on_value_in_a_static_call()
    {
        var world = World.Running(new Program().Call(Op.Call, World.Other, 50_000, 1));
        Assert.That(world.Call(isStatic: true).Halt, Is.EqualTo(Halt.StaticViolation));
    }

    [Test]
    public void Writes_no_more_output_than_the_caller_asked_for()
    {
        var code = new Program().Operands(0, UInt256.MaxValue).Then(Op.Mstore)
            .Operands(50_000, World.Other.ToWord(), 0, 0, 0, 2).Then(Op.StaticCall).Operands(0, 32).Then(Op.Return);
        var world = World.With(World.Contract, code.Bytes).And(World.Other, new Program().Push(0).ReturnTop().Bytes);
        Assert.That(world.Call().Output.ToArray(), Is.EqualTo(new byte[] { 0, 0 }.Concat(Enumerable.Repeat((byte)0xff, 30))));
    }

    [Test]
    public void Reverts_value_for_a_reserved_account_under_the_credit_rule()
    {
        var code = new Program().Call(Op.Call, SystemAccounts.HolderPool, 50_000, 1).ReturnTop();
        var world = World.With(World.Contract, code.Bytes, 5).And(World.Sender, [], 5);
        world.Rules = ChainRules.ForCredit(1);
        Assert.That(Word(world.Call()), Is.EqualTo(UInt256.Zero));
        Assert.That(world.Journal.GetBalance(SystemAccounts.HolderPool), Is.EqualTo(UInt256.Zero));
        var direct = world.Call(target: SystemAccounts.HolderPool, value: 1);
        Assert.That((direct.Halt, direct.GasLeft), Is.EqualTo((Halt.ReservedAccount, World.Gas)));
        Assert.That(world.Call(target: SystemAccounts.HolderPool).IsSuccess, Is.True);
    }

    [Test]
    public void Sends_a_destroyed_contracts_balance_to_the_alliance_when_it_names_a_reserved_account()
    {
        var world = World.With(World.Contract, new Program().Push(SystemAccounts.HolderPool).Then(Op.SelfDestruct).Bytes, 5);
        world.Rules = ChainRules.ForCredit(1);
        world.Call();
        Assert.That(world.Journal.GetBalance(SystemAccounts.AllianceFee), Is.EqualTo((UInt256)5));
    }

    [Test]
    public void Runs_the_delegates_code_in_the_delegating_account_and_charges_for_both() // EIP-7702
    {
        var world = World.Running(Relay(Op.Call)).And(World.Other, Delegation.Write(World.Nobody)).And(World.Nobody, AnswersItsAddress);
        var delegated = world.Call();
        var plain = World.Running(Relay(Op.Call)).And(World.Other, AnswersItsAddress).Call();
        Assert.That(Word(delegated), Is.EqualTo(World.Other.ToWord()));
        Assert.That(plain.GasLeft - delegated.GasLeft, Is.EqualTo(2600UL));
        Assert.That(world.Call().GasLeft - delegated.GasLeft, Is.EqualTo(2 * 2500UL), "warm now");
    }

    [Test]
    public void Does_not_follow_a_delegation_to_a_delegation() // EIP-7702
    {
        var world = World.Running(new Program().Call(Op.Call, World.Other, 50_000, 0).ReturnTop())
            .And(World.Other, Delegation.Write(World.Nobody)).And(World.Nobody, Delegation.Write(World.Contract));
        Assert.That(Word(world.Call()), Is.EqualTo(UInt256.Zero));
        Assert.That(world.Call(target: World.Other).Halt, Is.EqualTo(Halt.UndefinedInstruction));
    }

    [Test]
    public void Runs_no_code_where_a_precompile_is_the_delegate() // EIP-7702
    {
        var world = World.Running(Relay(Op.Call)).And(World.Other, Delegation.Write(Address.FromLow(4)));
        Assert.That(world.Call().Output.Length, Is.Zero);
        Assert.That(world.Call(target: World.Other, input: [1, 2, 3]).Output.Length, Is.Zero);
    }

    [Test]
    public void Shows_a_designator_as_the_code_of_a_delegating_account() // EIP-7702
    {
        var code = new Program().Push(World.Other).Then(Op.ExtCodeSize).ReturnTop();
        Assert.That(Word(World.Running(code).And(World.Other, Delegation.Write(World.Nobody)).Call()), Is.EqualTo((UInt256)Delegation.Size));
    }

    private static UInt256 Word(CallResult result) => UInt256.FromBigEndian(result.Output.Span);
}
