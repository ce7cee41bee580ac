using System.Runtime.CompilerServices;
using Cos.Primitives.Values;

namespace Cos.Vm.Instructions;

/// <summary>The arithmetic that is too large to live inside the loop, on stack slots: operands from the top down, result in the deepest.</summary>
/// <remarks>Results are copied limb by limb for the reason given in <see cref="Words"/>.</remarks>
internal static unsafe class Arithmetic
{
    /// <summary>MUL.</summary>
    internal static void Multiply(UInt256* a, UInt256* r)
    {
        if (Words.IsSmall(a) && Words.IsSmall(r))
        {
            var high = Math.BigMul(a->U0, r->U0, out var low);
            Words.Set(r, low, high, 0, 0);
            return;
        }

        Keep(*a * *r, r);
    }

    /// <summary>DIV.</summary>
    internal static void Divide(UInt256* a, UInt256* r) => Keep(UInt256.Divide(*a, *r), r);

    /// <summary>SDIV.</summary>
    internal static void SignedDivide(UInt256* a, UInt256* r) => Keep(UInt256.SignedDivide(*a, *r), r);

    /// <summary>MOD.</summary>
    internal static void Mod(UInt256* a, UInt256* r) => Keep(UInt256.Mod(*a, *r), r);

    /// <summary>SMOD.</summary>
    internal static void SignedMod(UInt256* a, UInt256* r) => Keep(UInt256.SignedMod(*a, *r), r);

    /// <summary>ADDMOD.</summary>
    internal static void AddMod(UInt256* a, UInt256* b, UInt256* r) => Keep(UInt256.AddMod(*a, *b, *r), r);

    /// <summary>MULMOD.</summary>
    internal static void MulMod(UInt256* a, UInt256* b, UInt256* r) => Keep(UInt256.MulMod(*a, *b, *r), r);

    /// <summary>EXP.</summary>
    internal static void Exp(UInt256* a, UInt256* r) => Keep(UInt256.Exp(*a, *r), r);

    /// <summary>SIGNEXTEND.</summary>
    internal static void SignExtend(UInt256* a, UInt256* r) => Keep(UInt256.SignExtend(*a, *r), r);

    /// <summary>BYTE.</summary>
    internal static void Byte(UInt256* index, UInt256* r)
    {
        if (!Words.IsSmall(index) || index->U0 > 31)
        {
            Words.Set(r, 0);
            return;
        }

        var fromLow = 31 - (int)index->U0;
        Words.Set(r, (((ulong*)r)[fromLow >> 3] >> (8 * (fromLow & 7))) & 0xff);
    }

    /// <summary>SHL.</summary>
    internal static void ShiftLeft(UInt256* count, UInt256* r)
    {
        if (!Words.IsSmall(count) || count->U0 > 255)
        {
            Words.Set(r, 0);
            return;
        }

        // `x >> 1 >> (63 - s)` is `x >> (64 - s)` that also holds for s = 0.
        int s = (int)count->U0 & 63, t = 63 - s;
        ulong u0 = r->U0, u1 = r->U1, u2 = r->U2;
        switch (count->U0 >> 6)
        {
            case 0: Words.Set(r, u0 << s, (u1 << s) | (u0 >> 1 >> t), (u2 << s) | (u1 >> 1 >> t), (r->U3 << s) | (u2 >> 1 >> t)); break;
            case 1: Words.Set(r, 0, u0 << s, (u1 << s) | (u0 >> 1 >> t), (u2 << s) | (u1 >> 1 >> t)); break;
            case 2: Words.Set(r, 0, 0, u0 << s, (u1 << s) | (u0 >> 1 >> t)); break;
            default: Words.Set(r, 0, 0, 0, u0 << s); break;
        }
    }

    /// <summary>SHR.</summary>
    internal static void ShiftRight(UInt256* count, UInt256* r)
    {
        if (!Words.IsSmall(count) || count->U0 > 255)
        {
            Words.Set(r, 0);
            return;
        }

        int s = (int)count->U0 & 63, t = 63 - s;
        ulong u1 = r->U1, u2 = r->U2, u3 = r->U3;
        switch (count->U0 >> 6)
        {
            case 0: Words.Set(r, (r->U0 >> s) | (u1 << 1 << t), (u1 >> s) | (u2 << 1 << t), (u2 >> s) | (u3 << 1 << t), u3 >> s); break;
            case 1: Words.Set(r, (u1 >> s) | (u2 << 1 << t), (u2 >> s) | (u3 << 1 << t), u3 >> s, 0); break;
            case 2: Words.Set(r, (u2 >> s) | (u3 << 1 << t), u3 >> s, 0, 0); break;
            default: Words.Set(r, u3 >> s); break;
        }
    }

    /// <summary>SAR.</summary>
    internal static void ShiftRightArithmetic(UInt256* count, UInt256* r) =>
        Keep(UInt256.ShiftRightArithmetic(*r, Words.IsSmall(count) && count->U0 < 256 ? (int)count->U0 : 256), r);

    /// <summary>CLZ (EIP-7939).</summary>
    internal static void CountLeadingZeros(UInt256* r) => Words.Set(r, (ulong)UInt256.CountLeadingZeros(*r));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(in UInt256 value, UInt256* r) => Words.Set(r, value.U0, value.U1, value.U2, value.U3);
}
