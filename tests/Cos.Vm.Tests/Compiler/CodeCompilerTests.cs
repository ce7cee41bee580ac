using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Compiler;

public sealed class CodeCompilerTests
{
    [Test]
    public void Compiles_code_of_every_length_down_to_nothing([Values(0, 1, 2, 31, 33)] int length) =>
        Assert.That(CodeCompiler.Compile(new ByteCode(Enumerable.Repeat(Op.Push32, length).ToArray())), Is.Not.Null);

    [Test]
    public void Refuses_code_that_does_little_but_jump_far()
    {
        var program = new Program();
        const int Count = 3000;
        for (var i = 0; i < Count; i++)
        {
            var target = 5 * (i * 1789 % Count); // a walk that seldom stays near
            program.Then(Op.JumpDest, Op.Push2, (byte)(target >> 8), (byte)(target & 0xff), Op.Jump);
        }

        Assert.That(CodeCompiler.Compile(new ByteCode(program.Bytes)), Is.Null);
    }

    [Test]
    public void Refuses_code_that_would_become_far_too_much()
    {
        var program = new Program();
        for (var i = 0; i < 12_000; i++)
        {
            program.Then(Op.Dup2, Op.Add);
        }

        Assert.That(CodeCompiler.Compile(new ByteCode(program.Bytes)), Is.Null);
    }

    [Test]
    public void Takes_long_runs_of_jump_destinations_for_little() =>
        Assert.That(CodeCompiler.Compile(new ByteCode(Enumerable.Repeat(Op.JumpDest, 24_000).ToArray()))!.IlBytes, Is.LessThan(24_000));
}
