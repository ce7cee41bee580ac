using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Instructions;

public sealed class StackTests
{
    [Test]
    public void Pushes_operands_of_every_width([Range(1, 32)] int width)
    {
        var operand = Enumerable.Range(1, width).Select(i => (byte)(i * 7)).ToArray();
        var result = World.Running(new Program().Then((byte)(Op.Push0 + width)).Then(operand).ReturnTop()).Call();
        Assert.That(UInt256.FromBigEndian(result.Output.Span), Is.EqualTo(UInt256.FromBigEndian(operand)));
    }

    [Test]
    public void Pushes_zeros_for_operand_bytes_past_the_end_of_the_code([Range(1, 32)] int width)
    {
        var result = World.Running(new Program().Then((byte)(Op.Push0 + width)).Then(0xff)).Call();
        Assert.That((result.Halt, World.Gas - result.GasLeft), Is.EqualTo((Halt.Success, 3UL)));
    }

    [Test]
    public void Duplicates_from_every_depth([Range(1, 16)] int depth)
    {
        var program = Numbered(depth).Then((byte)(Op.Dup1 + depth - 1));
        Assert.That(Word(program), Is.EqualTo((UInt256)1));
    }

    [Test]
    public void Swaps_with_every_depth([Range(1, 16)] int depth)
    {
        var program = Numbered(depth + 1).Then((byte)(Op.Swap1 + depth - 1));
        Assert.That(Word(program), Is.EqualTo((UInt256)1));
        for (var i = 0; i < depth; i++)
        {
            program.Then(Op.Pop);
        }

        Assert.That(Word(program), Is.EqualTo((UInt256)(ulong)(depth + 1)));
    }

    private static UInt256 Word(Program program) => UInt256.FromBigEndian(World.Running(new Program().Then(program.Bytes).ReturnTop()).Call().Output.Span);

    // 1 is the deepest.
    private static Program Numbered(int count)
    {
        var program = new Program();
        for (var i = 1; i <= count; i++)
        {
            program.Push((ulong)i);
        }

        return program;
    }
}
