using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Tracing;

public sealed class TracerTests
{
    [Test]
    public void Shows_every_instruction_a_jump_and_its_landing_included()
    {
        var program = new Program().Push(4).Then(Op.Jump, Op.Invalid, Op.JumpDest, Op.JumpDest).Operands(0, 7).Then(Op.Mstore);
        Assert.That(Trace(World.Running(program), 100).Lines, Is.EqualTo(new[]
        {
            $"enter CALL 0 {World.Contract} gas 100 value 0 input 0",
            "0:0 PUSH1 gas 100 stack 0 memory 0",
            "0:2 JUMP gas 97 stack 1 memory 0",
            "0:4 JUMPDEST gas 89 stack 0 memory 0",
            "0:5 JUMPDEST gas 88 stack 0 memory 0",
            "0:6 PUSH1 gas 87 stack 0 memory 0",
            "0:8 PUSH0 gas 84 stack 1 memory 0",
            "0:9 MSTORE gas 82 stack 2 memory 0",
            "0:10 STOP gas 76 stack 0 memory 32",
            "ended Success",
            "exit Success left 76 output 0",
        }));
    }

    [Test]
    public void Shows_a_call_between_the_instruction_that_makes_it_and_the_next()
    {
        var program = new Program().Call(Op.DelegateCall, World.Other, 500, 0);
        var lines = Trace(World.Running(program).And(World.Other, new Program().Operands(0, 0).Then(Op.Log0).Operands(0, 2).Then(Op.Revert).Bytes), 10_000).Lines;
        var call = lines.FindIndex(line => line.Contains("DELEGATECALL gas", StringComparison.Ordinal));
        Assert.That(lines[(call + 1)..], Is.EqualTo(new[]
        {
            $"enter DELEGATECALL 1 {World.Other} gas 500 value 0 input 0",
            "1:0 PUSH0 gas 500 stack 0 memory 0",
            "1:1 PUSH0 gas 498 stack 1 memory 0",
            "1:2 LOG0 gas 496 stack 2 memory 0",
            "log 0",
            "1:3 PUSH1 gas 121 stack 0 memory 0",
            "1:5 PUSH0 gas 118 stack 1 memory 0",
            "1:6 REVERT gas 116 stack 2 memory 0",
            "ended Revert",
            "exit Revert left 113 output 2",
            lines[^3],
            "ended Success",
            lines[^1],
        }));
        Assert.That(lines[^3], Does.StartWith("0:11 STOP gas").And.EndWith("stack 1 memory 0"));
    }

    [Test]
    public void Shows_calls_that_run_no_code_or_are_refused_and_the_transfer_of_a_destruction()
    {
        var program = new Program()
            .Call(Op.Call, World.Nobody, 10, 0)
            .Call(Op.StaticCall, Address.FromLow(4), 100, 0)
            .Call(Op.Call, World.Other, 10, 1_000)
            .Create([Op.Stop], 2_000)
            .Push(World.Other).Then(Op.SelfDestruct);
        var lines = Trace(World.With(World.Contract, program.Bytes, balance: 5).And(World.Sender, [], 1), 200_000).Lines;
        var messages = lines.FindAll(line => line.StartsWith('e') && !line.StartsWith("ended", StringComparison.Ordinal));
        Assert.That(messages[1..^1].Select(line => line.Split(" gas ")[0].Split(" left ")[0]), Is.EqualTo(new[]
        {
            $"enter CALL 1 {World.Nobody}", "exit Success",
            $"enter STATICCALL 1 {Address.FromLow(4)}", "exit Success",
            $"enter CALL 1 {World.Other}", "exit InsufficientBalance",
            $"enter CREATE 1 {Cos.Vm.Calls.ContractAddress.OfNonce(World.Contract, 1)}", "exit InsufficientBalance",
            $"enter SELFDESTRUCT 1 {World.Other}", "exit Success",
        }));
        Assert.That(messages[^3], Does.Contain("value 5 "));
    }

    [TestCase(Op.Call, 4UL, 700UL, 0UL, 700 + 2600)] // a precompile, which nobody warmed here
    [TestCase(Op.StaticCall, 0x404UL, 700UL, 0UL, 700 + 2600)] // no code
    [TestCase(Op.Call, 0x404UL, 700UL, 9UL, 700 + 2600 + 9000 + 25000)] // refused: the balance does not suffice
    public void Says_that_a_call_takes_what_it_hands_down_even_if_it_gives_it_back_at_once(byte op, ulong callee, ulong gas, ulong value, long cost)
    {
        var tracer = Trace(World.Running(new Program().Call(op, Address.FromLow(callee), gas, value)), 100_000);
        var before = (op == Op.Call ? 7 : 6) * 3 - 4 - (value == 0 && op == Op.Call ? 1 : 0); // PUSH0 is one cheaper
        Assert.That(tracer.StepGas - before, Is.EqualTo(cost));
    }

    [Test]
    public void Changes_no_result_and_sees_all_the_gas_go([Values(21UL, 50UL, 300UL, 30_000UL, 100_000UL)] ulong gas)
    {
        var program = new Program().Operands(1, 2).Then(Op.Sstore, Op.JumpDest, Op.JumpDest).Call(Op.Call, World.Other, 5_000, 0).ReturnTop();
        World Make() => World.Running(program).And(World.Other, new Program().Then(Op.Push0, Op.Sload, Op.Stop).Bytes);
        var plain = Make().Call(gas);
        var tracer = new NotingTracer();
        var world = Make();
        world.Tracer = tracer;
        var traced = world.Call(gas);
        Assert.That((traced.Halt, traced.GasLeft), Is.EqualTo((plain.Halt, plain.GasLeft)));
        Assert.That(traced.Output.ToArray(), Is.EqualTo(plain.Output.ToArray()));
        if (plain.IsSuccess) Assert.That(tracer.StepGas, Is.GreaterThan((long)(gas - plain.GasLeft)), "a call's gas is seen twice: handed down and spent");
    }

    private static NotingTracer Trace(World world, ulong gas)
    {
        var tracer = new NotingTracer();
        world.Tracer = tracer;
        world.Call(gas);
        return tracer;
    }
}
