using Cos.Vm.Compiler;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Compiler;

/// <summary>What is known in a region holds on every way into it: by jumps that only the interpreter takes, and back from calls.</summary>
public sealed class RegionTests
{
    private static readonly byte[] Stops = [Op.Stop];

    [Test]
    public void A_push_operand_that_looks_like_a_landing_joins_no_run()
    {
        // Jumps over PUSH1 0x5b to the JUMPDEST behind it, then calls and returns the 7 from below.
        var program = new Program().Push(7).Push(11).Then(Op.Jump, Op.JumpDest, Op.JumpDest, Op.JumpDest, Op.JumpDest, Op.Push1, Op.JumpDest, Op.JumpDest);
        Assert.That(program.Length, Is.EqualTo(12));
        AssertAgreement(program.Call(Op.Call, World.Other, 1_000, 0).Then(Op.Pop).ReturnTop());
    }

    [Test]
    public void A_jump_into_a_long_run_of_landings_and_a_call_after_it_agree([Range(5, 15)] int landing)
    {
        var program = new Program().Push(7).Push((ulong)landing).Then(Op.Jump);
        for (var i = 0; i < 11; i++)
        {
            program.Then(Op.JumpDest);
        }

        AssertAgreement(program.Push(1).Call(Op.Call, World.Other, 1_000, 0).Then(Op.Add, Op.Add).ReturnTop());
    }

    [Test]
    public void A_memory_size_that_only_skipped_code_would_make_is_not_believed()
    {
        var program = new Program().Push(15).Then(Op.Jump, Op.JumpDest, Op.JumpDest, Op.JumpDest, Op.JumpDest).Push(0).Push(0x10000).Then(Op.Mstore, Op.Push1, Op.JumpDest, Op.JumpDest);
        Assert.That(program.Bytes[15], Is.EqualTo(Op.JumpDest));
        AssertAgreement(program.Call(Op.Call, World.Other, 1_000, 0).Push(0xfff0).Then(Op.Mstore, Op.Msize).ReturnTop());
    }

    [TestCase(1016)]
    [TestCase(1017)] // with the call's seven operands the stack is full
    [TestCase(1018)]
    public void A_stack_filled_to_the_last_word_before_a_call_agrees(int words)
    {
        var program = new Program();
        for (var i = 0; i < words; i++)
        {
            program.Then(Op.Push0);
        }

        AssertAgreement(program.Call(Op.Call, World.Other, 1_000, 0).ReturnTop());
    }

    [TestCase(1017)]
    [TestCase(1018)]
    public void A_stack_that_overflows_and_is_emptied_before_a_call_agrees(int words)
    {
        var program = new Program();
        for (var i = 0; i < words; i++)
        {
            program.Then(Op.Push0);
        }

        program.Push(1).Push(2).Push(3).Push(4).Push(5).Push(6).Push(7);
        for (var i = 0; i < 180; i++)
        {
            program.Then(Op.Pop);
        }

        AssertAgreement(program.Call(Op.Call, World.Other, 1_000, 0).Then(Op.Pop, Op.Pop).ReturnTop());
    }

    private static void AssertAgreement(Program program)
    {
        foreach (var compilation in (EagerCompilation[])[new(), new(1), new(2_000)])
        {
            Assert.That(Agreement.Difference(program.Bytes, Stops, [], 300_000, false, compilation), Is.Null);
            Assert.That(compilation.Compiled, Is.GreaterThan(0));
        }
    }
}
