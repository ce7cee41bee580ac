using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Emit;

/// <summary>Instructions whose operands are all known.</summary>
internal static class Folding
{
    /// <summary>The result of an instruction that only computes; null where it is not one of those folded.</summary>
    /// <param name="op">The instruction.</param>
    /// <param name="operands">Its operands, the top one first.</param>
    internal static UInt256? Fold(byte op, ReadOnlySpan<UInt256> operands) => operands.Length switch
    {
        1 => FoldOne(op, operands[0]),
        2 => FoldTwo(op, operands[0], operands[1]),
        _ => null,
    };

    private static UInt256? FoldOne(byte op, in UInt256 a) => op switch
    {
        Op.IsZero => Truth(a.IsZero),
        Op.Not => ~a,
        Op.Clz => (ulong)UInt256.CountLeadingZeros(a),
        _ => null,
    };

    private static UInt256? FoldTwo(byte op, in UInt256 a, in UInt256 b) => op switch
    {
        Op.Add => a + b,
        Op.Sub => a - b,
        Op.Mul => a * b,
        Op.Div => UInt256.Divide(a, b),
        Op.Mod => UInt256.Mod(a, b),
        Op.Lt => Truth(a < b),
        Op.Gt => Truth(a > b),
        Op.Slt => Truth(UInt256.SignedLessThan(a, b)),
        Op.Sgt => Truth(UInt256.SignedLessThan(b, a)),
        Op.Eq => Truth(a == b),
        Op.And => a & b,
        Op.Or => a | b,
        Op.Xor => a ^ b,
        Op.Byte => UInt256.Byte(a, b),
        Op.SignExtend => UInt256.SignExtend(a, b),
        Op.Shl => UInt256.ShiftLeft(b, Count(a)),
        Op.Shr => UInt256.ShiftRight(b, Count(a)),
        Op.Sar => UInt256.ShiftRightArithmetic(b, Count(a)),
        _ => null,
    };

    private static UInt256 Truth(bool value) => value ? UInt256.One : UInt256.Zero;

    private static int Count(in UInt256 count) => count.FitsUInt64 && count.U0 < 256 ? (int)count.U0 : 256;
}
