using Cos.Crypto.Curves.MachineCode;
using static Cos.Crypto.Curves.MachineCode.Register;

namespace Cos.Crypto.Tests.Curves.MachineCode;

public sealed class AssemblerTests
{
    /// <summary>The encodings are those that the GNU assembler gives.</summary>
    [Test]
    public void Encodes_instructions_as_other_assemblers_do()
    {
        Assert.That(Bytes(c => c.Load(R9, 0x1122334455667788)), Is.EqualTo("49B98877665544332211"));
        Assert.That(Bytes(c => c.Load(Rdx, new Place(R12, 1))), Is.EqualTo("498B542408"));
        Assert.That(Bytes(c => c.Load(Rdx, new Place(Rsp, -12))), Is.EqualTo("488B5424A0"));
        Assert.That(Bytes(c => c.Store(new Place(R13, 0), R10)), Is.EqualTo("4D895500"));
        Assert.That(Bytes(c => c.Move(R8, Rdi)), Is.EqualTo("4C8BC7"));
        Assert.That(Bytes(c => c.Clear(R15)), Is.EqualTo("4D33FF"));
        Assert.That(Bytes(c => c.ClearQuietly(Rax)), Is.EqualTo("B800000000"));
        Assert.That(Bytes(c => c.ClearQuietly(R11)), Is.EqualTo("41BB00000000"));
        Assert.That(Bytes(c => c.Add(Rax, new Place(Rsi, 2))), Is.EqualTo("48034610"));
        Assert.That(Bytes(c => c.AddWithCarry(R9, new Place(Rdx, 3))), Is.EqualTo("4C134A18"));
        Assert.That(Bytes(c => c.Subtract(R14, new Place(Rbp, 0))), Is.EqualTo("4C2B7500"));
        Assert.That(Bytes(c => c.SubtractWithBorrow(Rcx, new Place(Rbp, 5))), Is.EqualTo("481B4D28"));
        Assert.That(Bytes(c => c.SpreadBorrow(Rbx)), Is.EqualTo("481BDB"));
        Assert.That(Bytes(c => c.Test(Rbx)), Is.EqualTo("4885DB"));
        Assert.That(Bytes(c => c.LoadIfBorrowed(R12, new Place(R8, 4))), Is.EqualTo("4D0F426020"));
        Assert.That(Bytes(c => c.LoadIfZero(Rax, new Place(Rdi, 11))), Is.EqualTo("480F444758"));
        Assert.That(Bytes(c => c.MultiplyLow(Rdx, new Place(Rbp, 6))), Is.EqualTo("480FAF5530"));
        Assert.That(Bytes(c => c.MultiplyRdx(Rbx, Rax, new Place(Rsi, 1))), Is.EqualTo("C4E2FBF65E08"));
        Assert.That(Bytes(c => c.MultiplyRdx(R9, R10, new Place(R11, 0))), Is.EqualTo("C442ABF64B00"));
        Assert.That(Bytes(c => c.AddFirst(R9, Rax)), Is.EqualTo("664C0F38F6C8"));
        Assert.That(Bytes(c => c.AddSecond(R15, Rbx)), Is.EqualTo("F34C0F38F6FB"));
        Assert.That(Bytes(c => c.MoveIfBorrowed(Rdi, R9)), Is.EqualTo("490F42F9"));
        Assert.That(Bytes(c => c.And(Rbx, new Place(Rsp, -6))), Is.EqualTo("48235C24D0"));
        Assert.That(Bytes(c => c.ShiftRightOne(R8, R9)), Is.EqualTo("4D0FACC801"));
        Assert.That(Bytes(c => c.ShiftRightOne(R11)), Is.EqualTo("49D1EB"));
        Assert.That(Bytes(c => c.Push(R15)), Is.EqualTo("4157"));
        Assert.That(Bytes(c => c.Pop(Rbx)), Is.EqualTo("5B"));
        Assert.That(Bytes(c => c.Return()), Is.EqualTo("C3"));
    }

    [Test]
    public void Refuses_places_that_a_byte_does_not_reach()
    {
        Assert.That(() => Bytes(c => c.Load(Rax, new Place(Rsi, 16))), Throws.InstanceOf<OverflowException>());
        Assert.That(() => Bytes(c => c.Load(Rax, new Place(Rsi, -17))), Throws.InstanceOf<OverflowException>());
    }

    private static string Bytes(Action<Assembler> write)
    {
        var code = new Assembler();
        write(code);
        return Convert.ToHexString(code.ToArray());
    }
}
