using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Opcodes;

/// <summary>The loop has its own numbers for speed; these tests hold them to the table.</summary>
public sealed class OpcodeTableTests
{
    // What ends the frame or depends on operands so much that zeros do not measure the base cost has its own tests.
    private static readonly byte[] Special =
        [Op.Stop, Op.Return, Op.Revert, Op.Invalid, Op.SelfDestruct, Op.Jump, Op.Jumpi, Op.Call, Op.CallCode, Op.DelegateCall, Op.StaticCall, Op.Create, Op.Create2, Op.Sstore];

    private static IEnumerable<byte> Plain => OpcodeTable.Rows.Where(row => row.IsDefined && !Special.Contains(row.Code)).Select(row => row.Code);

    private static IEnumerable<byte> Consumers => OpcodeTable.Rows.Where(row => row.Pops > 0).Select(row => row.Code);

    private static IEnumerable<byte> Producers => OpcodeTable.Rows.Where(row => row.Pushes > row.Pops).Select(row => row.Code);

    private static IEnumerable<byte> Undefined => OpcodeTable.Rows.Where(row => !row.IsDefined).Select(row => row.Code);

    [TestCaseSource(nameof(Plain))]
    public void Charges_the_gas_and_moves_the_stack_as_the_table_says(byte op)
    {
        var row = OpcodeTable.Of(op);
        var program = Operands(row.Pops).Then(op).Then(new byte[row.Immediate]);
        for (var i = 0; i < row.Pushes; i++)
        {
            program.Then(Op.Pop);
        }

        var world = World.Running(program);
        world.Journal.WarmAddress(Address.Zero);
        world.Journal.WarmSlot(World.Contract, UInt256.Zero);
        var memory = op is Op.Mload or Op.Mstore or Op.Mstore8 ? 3UL : 0;
        var result = world.Call();
        Assert.That(result.Halt, Is.EqualTo(Halt.Success));
        Assert.That(World.Gas - result.GasLeft, Is.EqualTo(2UL * row.Pops + row.Gas + 2UL * row.Pushes + memory));

        var needed = 2UL * row.Pops + row.Gas + memory;
        var starved = World.Running(Operands(row.Pops).Then(op).Then(new byte[row.Immediate]));
        starved.Journal.WarmAddress(Address.Zero);
        starved.Journal.WarmSlot(World.Contract, UInt256.Zero);
        Assert.That(starved.Call(needed - 1).Halt, Is.EqualTo(Halt.OutOfGas));
    }

    [TestCaseSource(nameof(Consumers))]
    public void Halts_with_an_operand_too_few(byte op) =>
        Assert.That(World.Running(Operands(OpcodeTable.Of(op).Pops - 1).Then(op)).Call().Halt, Is.EqualTo(Halt.StackUnderflow));

    [TestCaseSource(nameof(Producers))]
    public void Halts_when_a_full_stack_would_grow(byte op)
    {
        Assert.That(World.Running(Operands(1024).Then(op)).Call().Halt, Is.EqualTo(Halt.StackOverflow));
        Assert.That(World.Running(Operands(1023).Then(op)).Call().Halt, Is.EqualTo(Halt.Success));
    }

    [TestCaseSource(nameof(Undefined))]
    public void Halts_on_a_byte_that_is_no_instruction(byte op)
    {
        var result = World.Running(Operands(17).Then(op)).Call();
        Assert.That((result.Halt, result.GasLeft), Is.EqualTo((Halt.UndefinedInstruction, 0UL)));
    }

    [Test]
    public void Has_the_150_instructions_of_osaka() => Assert.That(OpcodeTable.Rows.Count(row => row.IsDefined), Is.EqualTo(150));

    private static Program Operands(int count)
    {
        var program = new Program();
        for (var i = 0; i < count; i++)
        {
            program.Then(Op.Push0);
        }

        return program;
    }
}
