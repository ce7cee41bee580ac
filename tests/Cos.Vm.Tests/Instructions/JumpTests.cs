using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Instructions;

public sealed class JumpTests
{
    [Test]
    public void Jumps_only_to_a_marked_byte([Values(0UL, 2UL, 4UL, 5UL, 200UL, ulong.MaxValue)] ulong destination)
    {
        // 0: PUSH1 0x5b; 2: POP; 3: JUMPDEST — reached by no destination here.
        var code = new Program().Then(Op.Push1, Op.JumpDest, Op.Pop, Op.Push9).Then(new byte[9]).Push(destination).Then(Op.Jump);
        Assert.That(World.Running(code).Call().Halt, Is.EqualTo(Halt.InvalidJump));
    }

    [Test]
    public void Does_not_jump_to_a_destination_that_is_wide_and_has_a_valid_low_part()
    {
        var code = new Program().Then(Op.JumpDest).Push(UInt256.One << 64).Then(Op.Jump);
        Assert.That(World.Running(code).Call().Halt, Is.EqualTo(Halt.InvalidJump));
    }

    [TestCase(0UL, 0UL)]
    [TestCase(1UL, 1UL)]
    public void Jumps_when_the_condition_is_not_zero(ulong condition, ulong expected)
    {
        var code = new Program().Then(Op.Push1, (byte)condition, Op.Push1, 6, Op.Jumpi, Op.Stop, Op.JumpDest).Push(1).ReturnTop();
        var output = World.Running(code).Call().Output;
        Assert.That(output.Length == 32 ? 1UL : 0UL, Is.EqualTo(expected));
    }

    [Test]
    public void Charges_each_jump_destination_of_a_run()
    {
        var code = new Program().Then([.. Enumerable.Repeat(Op.JumpDest, 1000)]);
        Assert.That(World.Gas - World.Running(code).Call().GasLeft, Is.EqualTo(1000UL));
        Assert.That(World.Running(code).Call(999).Halt, Is.EqualTo(Halt.OutOfGas));
        Assert.That(World.Running(code).Call(1000).Halt, Is.EqualTo(Halt.Success));
    }

    [Test]
    public void Charges_the_destination_of_a_jump_once()
    {
        var code = new Program().Push(4).Then(Op.Jump, Op.Invalid, Op.JumpDest, Op.JumpDest);
        Assert.That(World.Gas - World.Running(code).Call().GasLeft, Is.EqualTo(3 + 8 + 1 + 1UL));
    }

    [Test]
    public void Ends_an_endless_loop_when_interrupted()
    {
        var world = World.Running(new Program().Then(Op.JumpDest).Push(0).Then(Op.Jump));
        world.Interrupt = new Interrupt();
        world.Interrupt.Request();
        Assert.That(world.Call(long.MaxValue).Halt, Is.EqualTo(Halt.Interrupted));
    }

    [Test]
    public void Knows_its_own_offset_and_gas()
    {
        Assert.That(Word(new Program().Then(Op.JumpDest, Op.JumpDest, Op.Pc)), Is.EqualTo((UInt256)2));
        Assert.That(Word(new Program().Then(Op.Gas)), Is.EqualTo((UInt256)(World.Gas - 2)));
    }

    private static UInt256 Word(Program program) => UInt256.FromBigEndian(World.Running(program.ReturnTop()).Call().Output.Span);
}
