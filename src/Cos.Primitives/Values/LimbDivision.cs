using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Cos.Primitives.Values;

/// <summary>
/// Quotient digits of normalised divisors, whose top bit is set, by their reciprocals: Möller and Granlund, "Improved
/// division by invariant integers" (2011).
/// </summary>
// Every `unchecked` is limb arithmetic modulo 2^64, as the algorithms are written.
internal static class LimbDivision
{
    /// <summary>(high, low) / d by the processor, for high below d.</summary>
    // SYSLIB5004 asks for care: DIV faults where the quotient does not fit, which high < d rules out.
#pragma warning disable SYSLIB5004
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (ulong Digit, ulong Remainder) DivideByInstruction(ulong high, ulong low, ulong d) => X86Base.X64.DivRem(low, high, d);
#pragma warning restore SYSLIB5004

    /// <summary>floor((2^128 - 1) / d) - 2^64 for d with its top bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Reciprocal(ulong d) => X86Base.X64.IsSupported ? DivideByInstruction(~d, ulong.MaxValue, d).Digit : PortableReciprocal(d);

    /// <summary>The same where the processor has no such division (algorithm 2; its table is one small division here).</summary>
    internal static ulong PortableReciprocal(ulong d)
    {
        unchecked
        {
            ulong d40 = (d >> 24) + 1, d63 = (d >> 1) + (d & 1);
            ulong v0 = 0x7fd00u / (uint)(d >> 55);
            ulong v1 = (v0 << 11) - (v0 * v0 * d40 >> 40) - 1;
            ulong v2 = (v1 << 13) + (v1 * ((1UL << 60) - v1 * d40) >> 47);
            ulong e = ((v2 >> 1) & (0 - (d & 1))) - v2 * d63;
            ulong v3 = (v2 << 31) + (Math.BigMul(v2, e, out _) >> 1);
            return v3 - (WideArithmetic.MultiplyAdd(v3, d, d, 0, out _) + d);
        }
    }

    /// <summary>floor((2^192 - 1) / d) - 2^64 for two limbs with the top bit set (algorithm 6).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ulong Reciprocal(ulong d1, ulong d0)
    {
        unchecked
        {
            ulong v = Reciprocal(d1), p = d1 * v + d0;
            if (p < d0)
            {
                v--;
                if (p >= d1)
                {
                    v--;
                    p -= d1;
                }

                p -= d1;
            }

            ulong high = Math.BigMul(v, d0, out ulong low);
            p += high;
            if (p < high)
            {
                v--;
                if (p > d1 || (p == d1 && low >= d0)) v--;
            }

            return v;
        }
    }

    /// <summary>(u1, u0) / d for u1 below d (algorithm 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Divide2By1(ulong u1, ulong u0, ulong d, ulong v, out ulong remainder)
    {
        unchecked
        {
            ulong digit = WideArithmetic.MultiplyAdd(v, u1, u0, 0, out ulong fraction) + u1 + 1;
            ulong r = u0 - digit * d;
            // This correction is a coin toss, so a mask is cheaper than a branch.
            ulong over = 0 - (r > fraction ? 1UL : 0);
            digit += over;
            r += over & d;

            if (r >= d)
            {
                digit++;
                r -= d;
            }

            remainder = r;
            return digit;
        }
    }

    /// <summary>(u2, u1, u0) / (d1, d0) for (u2, u1) below (d1, d0) (algorithm 5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Divide3By2(ulong u2, ulong u1, ulong u0, ulong d1, ulong d0, ulong v, out ulong high, out ulong low)
    {
        unchecked
        {
            ulong digit = WideArithmetic.MultiplyAdd(v, u2, u1, 0, out ulong fraction) + u2;
            ulong r1 = u1 - digit * d1;
            ulong t1 = Math.BigMul(d0, digit, out ulong t0);
            ulong r0 = u0 - t0;
            r1 -= t1 + (u0 < t0 ? 1UL : 0);
            r1 -= d1 + (r0 < d0 ? 1UL : 0);
            r0 -= d0;
            digit++;
            ulong over = 0 - (r1 >= fraction ? 1UL : 0), back0 = over & d0;
            digit += over;
            r0 += back0;
            r1 += (over & d1) + (r0 < back0 ? 1UL : 0);

            if (r1 > d1 || (r1 == d1 && r0 >= d0))
            {
                digit++;
                r1 -= d1 + (r0 < d0 ? 1UL : 0);
                r0 -= d0;
            }

            (high, low) = (r1, r0);
            return digit;
        }
    }
}
