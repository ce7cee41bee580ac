using Cos.Vm.Code;
using Cos.Vm.Opcodes;
using CsCheck;

namespace Cos.Vm.Tests.Code;

public sealed class ByteCodeTests
{
    [Test]
    public void Marks_a_jump_destination_but_not_one_inside_an_operand()
    {
        var code = new ByteCode([Op.JumpDest, Op.Push2, Op.JumpDest, Op.JumpDest, Op.JumpDest, Op.Push1]);
        Assert.That(Enumerable.Range(0, 9).Where(i => code.IsJumpDestination((ulong)i)), Is.EqualTo(new[] { 0, 4 }));
    }

    [Test]
    public void Does_not_read_past_the_end_for_an_operand_that_is_cut_off() =>
        Assert.That(new ByteCode([Op.JumpDest, Op.Push32, Op.JumpDest]).IsJumpDestination(2), Is.False);

    [Test]
    public void Agrees_with_a_walk_over_the_instructions_on_any_bytes() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        var expected = new HashSet<int>();
        for (var i = 0; i < bytes.Length; i += 1 + OpcodeTable.Of(bytes[i]).Immediate)
        {
            if (bytes[i] == Op.JumpDest)
            {
                expected.Add(i);
            }
        }

        var code = new ByteCode(bytes);
        return Enumerable.Range(0, bytes.Length + 40).All(i => code.IsJumpDestination((ulong)i) == expected.Contains(i));
    });

    [Test]
    public void Reads_a_delegation_designator_and_nothing_else_as_one()
    {
        var designator = Delegation.Write(World.Other);
        Assert.That(new ByteCode(designator).Delegate, Is.EqualTo(World.Other));
        Assert.That(new ByteCode([.. designator, 0]).Delegate, Is.Null);
        Assert.That(new ByteCode(designator.AsSpan(0, 22)).Delegate, Is.Null);
        Assert.That(new ByteCode([0xef, 0x01, 0x01, .. designator.AsSpan(3)]).Delegate, Is.Null);
    }
}
