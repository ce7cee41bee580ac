using System.Numerics;
using System.Runtime.CompilerServices;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Instructions;

/// <summary>The arithmetic that is too large to live inside the loop, on stack slots: operands from the top down, result in the deepest.</summary>
/// <remarks>Results are copied limb by limb for the reason given in <see cref="Words"/>. Kept out of the loop, whose registers their temporaries would take.</remarks>
internal static unsafe class Arithmetic
{
    // Optimised from the first call: short runs would otherwise end before tiering notices them.
    private const MethodImplOptions Separate = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>MUL.</summary>
    [MethodImpl(Separate)]
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
    [MethodImpl(Separate)]
    internal static void Divide(UInt256* a, UInt256* r)
    {
        if (Words.IsSmall(a) && Words.IsSmall(r))
        {
            Words.Set(r, r->U0 == 0 ? 0 : a->U0 / r->U0);
            return;
        }

        if (IsPowerOfTwo(r))
        {
            var shift = r->BitLength - 1; // older compilers write shifts so
            Words.Copy(a, r);
            ShiftRightBy(shift, r);
            return;
        }

        Keep(UInt256.Divide(*a, *r), r);
    }

    /// <summary>SDIV.</summary>
    [MethodImpl(Separate)]
    internal static void SignedDivide(UInt256* a, UInt256* r)
    {
        if (Words.IsSmall(a) && Words.IsSmall(r)) // neither has a sign
        {
            Words.Set(r, r->U0 == 0 ? 0 : a->U0 / r->U0);
            return;
        }

        Keep(UInt256.SignedDivide(*a, *r), r);
    }


    /// <summary>MOD.</summary>
    [MethodImpl(Separate)]
    internal static void Mod(UInt256* a, UInt256* r)
    {
        if (Words.IsSmall(a) && Words.IsSmall(r))
        {
            Words.Set(r, r->U0 == 0 ? 0 : a->U0 % r->U0);
            return;
        }

        Keep(UInt256.Mod(*a, *r), r);
    }

    /// <summary>SMOD.</summary>
    [MethodImpl(Separate)]
    internal static void SignedMod(UInt256* a, UInt256* r) => Keep(UInt256.SignedMod(*a, *r), r);

    /// <summary>ADDMOD.</summary>
    [MethodImpl(Separate)]
    internal static void AddMod(UInt256* a, UInt256* b, UInt256* r) => Keep(UInt256.AddMod(*a, *b, *r), r);

    /// <summary>MULMOD.</summary>
    [MethodImpl(Separate)]
    internal static void MulMod(Frame frame, UInt256* a, UInt256* b, UInt256* r) => Keep(frame.Moduli.MulMod(*a, *b, *r), r);

    /// <summary>EXP.</summary>
    [MethodImpl(Separate)]
    internal static void Exp(UInt256* a, UInt256* r) => Keep(UInt256.Exp(*a, *r), r);

    /// <summary>SIGNEXTEND.</summary>
    [MethodImpl(Separate)]
    internal static void SignExtend(UInt256* a, UInt256* r)
    {
        if (!Words.IsSmall(a) || a->U0 > 30)
        {
            return;
        }

        var limbs = (ulong*)r;
        var signLimb = (int)a->U0 >> 3;
        var unused = 56 - 8 * ((int)a->U0 & 7);
        var extended = unchecked((long)(limbs[signLimb] << unused)) >> unused;
        limbs[signLimb] = unchecked((ulong)extended);
        var sign = unchecked((ulong)(extended >> 63));
        for (var i = signLimb + 1; i < 4; i++)
        {
            limbs[i] = sign;
        }
    }

    /// <summary>BYTE.</summary>
    [MethodImpl(Separate)]
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

    /// <summary>PUSH of any width; the loop has the usual widths itself.</summary>
    [MethodImpl(Separate)]
    internal static void Push(UInt256* slot, byte* at, int width) => Words.Push(slot, at, width);

    /// <summary>SHL.</summary>
    [MethodImpl(Separate)]
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
        // Compared in turn, small counts first: a jump table would be one more indirect jump to predict.
        if (count->U0 < 64)
        {
            Words.Set(r, u0 << s, (u1 << s) | (u0 >> 1 >> t), (u2 << s) | (u1 >> 1 >> t), (r->U3 << s) | (u2 >> 1 >> t));
        }
        else if (count->U0 >= 192)
        {
            Words.Set(r, 0, 0, 0, u0 << s);
        }
        else if (count->U0 < 128)
        {
            Words.Set(r, 0, u0 << s, (u1 << s) | (u0 >> 1 >> t), (u2 << s) | (u1 >> 1 >> t));
        }
        else
        {
            Words.Set(r, 0, 0, u0 << s, (u1 << s) | (u0 >> 1 >> t));
        }
    }

    /// <summary>SHR.</summary>
    [MethodImpl(Separate)]
    internal static void ShiftRight(UInt256* count, UInt256* r)
    {
        if (!Words.IsSmall(count) || count->U0 > 255)
        {
            Words.Set(r, 0);
            return;
        }

        ShiftRightBy((int)count->U0, r);
    }

    /// <summary>SAR.</summary>
    [MethodImpl(Separate)]
    internal static void ShiftRightArithmetic(UInt256* count, UInt256* r)
    {
        if (!r->IsNegative)
        {
            ShiftRight(count, r);
            return;
        }

        // With the sign the ones shift in: the complement of the complement shifted.
        Words.Not(r);
        ShiftRight(count, r);
        Words.Not(r);
    }

    /// <summary>CLZ (EIP-7939).</summary>
    internal static void CountLeadingZeros(UInt256* r) => Words.Set(r, (ulong)UInt256.CountLeadingZeros(*r));

    private static bool IsPowerOfTwo(UInt256* a) =>
        BitOperations.PopCount(a->U0) + BitOperations.PopCount(a->U1) + BitOperations.PopCount(a->U2) + BitOperations.PopCount(a->U3) == 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ShiftRightBy(int count, UInt256* r)
    {
        int s = count & 63, t = 63 - s;
        ulong u1 = r->U1, u2 = r->U2, u3 = r->U3;
        if (count < 64)
        {
            Words.Set(r, (r->U0 >> s) | (u1 << 1 << t), (u1 >> s) | (u2 << 1 << t), (u2 >> s) | (u3 << 1 << t), u3 >> s);
        }
        else if (count >= 192)
        {
            Words.Set(r, u3 >> s);
        }
        else if (count < 128)
        {
            Words.Set(r, (u1 >> s) | (u2 << 1 << t), (u2 >> s) | (u3 << 1 << t), u3 >> s, 0);
        }
        else
        {
            Words.Set(r, (u2 >> s) | (u3 << 1 << t), u3 >> s, 0, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(in UInt256 value, UInt256* r) => Words.Set(r, value.U0, value.U1, value.U2, value.U3);
}
