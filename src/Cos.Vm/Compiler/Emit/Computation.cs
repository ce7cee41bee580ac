using System.Diagnostics;
using Cos.Primitives.Values;
using Cos.Vm.Compiler.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Emit;

/// <summary>The instructions that only compute: known ones are folded, cheap ones are written out, dear ones call their routine on slots.</summary>
internal static class Computation
{
    /// <summary>Writes one of them.</summary>
    internal static void Write(Emission e, byte op)
    {
        var row = OpcodeTable.Of(op);
        var stack = e.Stack;
        Span<UInt256> known = stackalloc UInt256[row.Pops];
        var knownCount = 0;
        for (; knownCount < row.Pops && stack.At(stack.Top - knownCount).IsConstant; knownCount++)
        {
            known[knownCount] = stack.At(stack.Top - knownCount).Constant;
        }

        var folded = knownCount == row.Pops ? Folding.Fold(op, known) : null;
        var first = stack.At(stack.Top);
        var second = row.Pops > 1 ? stack.At(stack.Top - 1) : first;
        var result = folded is { } value ? Word.Of(value) : row.Pops == 1 ? WriteOne(e, op, first) : row.Pops == 2 ? WriteTwo(e, op, first, second) : null;
        if (result is null)
        {
            CallRoutine(e, op, row.Pops);
            return;
        }

        for (var i = 0; i < row.Pops; i++)
        {
            stack.Pop();
        }

        stack.Push(result);
    }

    private static Word? WriteOne(Emission e, byte op, Word a) => op switch
    {
        Op.IsZero => Comparison.IsZero(e, a),
        Op.Not => Bitwise.Not(e, a),
        _ => null,
    };

    private static Word? WriteTwo(Emission e, byte op, Word a, Word b)
    {
        var count = a.IsConstant ? (int)Math.Min(a.Constant.ToUInt64Saturated(), 256) : -1;
        return op switch
        {
            Op.Add => Addition.Add(e, a, b),
            Op.Sub => Addition.Subtract(e, a, b),
            Op.Mul => Product.Multiply(e, a, b),
            Op.Div => Product.Divide(e, a, b),
            Op.Mod => Product.Mod(e, a, b),
            Op.Sdiv => a.Bits < 256 && b.Bits < 256 ? Product.Divide(e, a, b) : null,
            Op.Smod => a.Bits < 256 && b.Bits < 256 ? Product.Mod(e, a, b) : null,
            Op.Lt => Comparison.Less(e, a, b),
            Op.Gt => Comparison.Less(e, b, a),
            Op.Slt => Comparison.SignedLess(e, a, b),
            Op.Sgt => Comparison.SignedLess(e, b, a),
            Op.Eq => Comparison.Equal(e, a, b),
            Op.And => Bitwise.And(e, a, b),
            Op.Or => Bitwise.Or(e, a, b),
            Op.Xor => Bitwise.Xor(e, a, b),
            Op.Byte => count >= 0 ? Bitwise.Byte(e, (ulong)count, b) : null,
            Op.SignExtend => count >= 0 ? Bitwise.SignExtend(e, (ulong)count, b) : null,
            Op.Shl => count >= 0 ? Shifts.Left(e, b, count) : null,
            Op.Shr => count >= 0 ? Shifts.Right(e, b, count) : null,
            Op.Sar => count < 0 ? null : b.Bits < 256 ? Shifts.Right(e, b, count) : Shifts.RightArithmetic(e, b, count),
            _ => throw new UnreachableException(),
        };
    }

    // Operands are slots from the top down; the result is in the deepest of them.
    private static void CallRoutine(Emission e, byte op, int operands)
    {
        var stack = e.Stack;
        var deepest = stack.Top - operands + 1;
        var bits = ResultBits(e, op);
        e.Flush(deepest);
        e.Overwrite(deepest);
        if (op == Op.Mulmod)
        {
            e.Il.Frame();
        }

        for (var i = 0; i < operands; i++)
        {
            e.Address(stack.Top - i);
        }

        e.Il.Call(Routines.OfComputation(op)!);
        for (var i = 0; i < operands; i++)
        {
            stack.Pop();
        }

        Instruction.PushResult(e, bits);
    }

    private static int ResultBits(Emission e, byte op)
    {
        var stack = e.Stack;
        return op switch
        {
            Op.Mul => Math.Min(256, stack.At(stack.Top).Bits + stack.At(stack.Top - 1).Bits),
            Op.Div => stack.At(stack.Top).Bits,
            Op.Mod => stack.At(stack.Top - 1).Bits,
            Op.Addmod or Op.Mulmod => stack.At(stack.Top - 2).Bits,
            Op.Shr => stack.At(stack.Top - 1).Bits,
            Op.Byte => 8,
            Op.Clz => 9,
            _ => 256,
        };
    }
}
