using System.Runtime.CompilerServices;
using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Compiler;

public sealed class CompiledCodeTests
{
    [Test]
    public void Retired_code_is_freed_though_those_who_ran_it_are_not()
    {
        var code = new ByteCode([Op.Push1, 1, Op.Pop]);
        var compiled = CompileAndRetire(code);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(compiled.IsAlive, Is.False);
        Assert.That(code.Compiled, Is.Null);
    }

    [Test]
    public void Code_that_is_not_retired_stays_with_those_who_run_it()
    {
        var code = new ByteCode([Op.Push1, 1, Op.Pop]);
        Compile(code);
        GC.Collect();
        Assert.That(code.Compiled, Is.Not.Null);
    }

    [Test]
    public void Charges_more_than_its_instructions()
    {
        const int Length = 24_000;
        var compiled = CodeCompiler.Compile(new ByteCode(Enumerable.Repeat(Op.JumpDest, Length).ToArray()))!;
        Assert.That(compiled.Footprint, Is.GreaterThan(2 * compiled.IlBytes + 5 * Length));
    }

    [Test]
    public void Charges_each_method_of_the_runtime()
    {
        var code = new ByteCode(Enumerable.Repeat(Op.JumpDest, 4).SelectMany(op => new[] { op, Op.Gas, Op.Pop }).ToArray());
        var (one, many) = (CodeCompiler.Compile(code)!, CodeCompiler.Compile(code, 1)!);
        Assert.That(many.Footprint - 2 * many.IlBytes, Is.GreaterThan(one.Footprint - 2 * one.IlBytes + 3000));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CompileAndRetire(ByteCode code)
    {
        var compiled = CodeCompiler.Compile(code)!;
        code.Compiled = compiled;
        compiled.Retire();
        return new WeakReference(compiled);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compile(ByteCode code) => code.Compiled = CodeCompiler.Compile(code);
}
