using System.Runtime.CompilerServices;

namespace Cos.Primitives.Values;

/// <summary>
/// Division of up to eight limbs by up to four: Knuth's algorithm D (TAOCP 4.3.1), its quotient digits taken with the
/// 3-by-2 reciprocal of Möller and Granlund, "Improved division by invariant integers" (2011). Divisors are not zero.
/// </summary>
// Every `unchecked` is limb arithmetic modulo 2^64. Pointers go to this frame's stack only: `u` has room for one limb above its length.
internal static unsafe class WideDivision
{
    private const int NumeratorLimbs = 9, QuotientLimbs = 8;

    /// <summary>a / b for b other than 0.</summary>
    [SkipLocalsInit]
    internal static UInt256 Divide(in UInt256 a, in UInt256 b)
    {
        if (a.FitsUInt64) return b.FitsUInt64 ? a.U0 / b.U0 : UInt256.Zero;
        if (WideArithmetic.Less(in a, in b)) return UInt256.Zero;
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        Load(in a, u);
        q[0] = q[1] = q[2] = q[3] = 0;
        DivideInPlace(u, 4, in b, q);
        return new UInt256(q[0], q[1], q[2], q[3]);
    }

    /// <summary>a mod b for b other than 0.</summary>
    [SkipLocalsInit]
    internal static UInt256 Remainder(in UInt256 a, in UInt256 b)
    {
        if (a.FitsUInt64 && b.FitsUInt64) return a.U0 % b.U0;
        if (WideArithmetic.Less(in a, in b)) return a;
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        Load(in a, u);
        return DivideInPlace(u, 4, in b, q);
    }

    /// <summary>(a + b) mod m over the full sum; 0 where m is 0.</summary>
    [SkipLocalsInit]
    internal static UInt256 AddMod(in UInt256 a, in UInt256 b, in UInt256 modulus)
    {
        if (modulus.IsZero) return UInt256.Zero;
        ulong carry = WideArithmetic.Add(in a, in b, out UInt256 sum);
        if (WideArithmetic.Less(in a, in modulus) && WideArithmetic.Less(in b, in modulus))
            return carry != 0 || !WideArithmetic.Less(in sum, in modulus) ? sum - modulus : sum;
        if (carry == 0) return Remainder(in sum, in modulus);
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        Load(in sum, u);
        u[4] = carry;
        return DivideInPlace(u, 5, in modulus, q);
    }

    /// <summary>(a * b) mod m over the full product; 0 where m is 0.</summary>
    [SkipLocalsInit]
    internal static UInt256 MulMod(in UInt256 a, in UInt256 b, in UInt256 modulus)
    {
        if (modulus.IsZero) return UInt256.Zero;
        WideArithmetic.MultiplyFull(in a, in b, out UInt256 low, out UInt256 high);
        if (high.IsZero) return Remainder(in low, in modulus);
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        Load(in low, u);
        Load(in high, u + 4);
        return DivideInPlace(u, 8, in modulus, q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(in UInt256 value, ulong* u) => (u[0], u[1], u[2], u[3]) = (value.U0, value.U1, value.U2, value.U3);

    /// <summary>Divides the <paramref name="length"/> limbs of u, writes the low quotient digits to q and returns the remainder.</summary>
    private static UInt256 DivideInPlace(ulong* u, int length, in UInt256 divisor, ulong* q)
    {
        while (length > 0 && u[length - 1] == 0) length--;
        int limbs = divisor.U3 != 0 ? 4 : divisor.U2 != 0 ? 3 : divisor.U1 != 0 ? 2 : 1;
        for (int i = length; i < limbs; i++) u[i] = 0;
        if (length < limbs) return new UInt256(u[0], limbs > 1 ? u[1] : 0, limbs > 2 ? u[2] : 0, limbs > 3 ? u[3] : 0);
        int shift = WideShift.LeadingZeros(in divisor) & 63;
        UInt256 d = WideShift.Left(in divisor, shift);
        ShiftLeft(u, length, shift);
        UInt256 remainder = limbs switch
        {
            1 => By1(u, length, d.U0, q),
            2 => By2(u, length, d.U1, d.U0, q),
            3 => By3(u, length, in d, q),
            _ => By4(u, length, in d, q),
        };
        return WideShift.Right(in remainder, shift);
    }

    private static void ShiftLeft(ulong* u, int length, int shift)
    {
        int back = 63 - shift;
        u[length] = u[length - 1] >> 1 >> back;
        for (int i = length - 1; i > 0; i--) u[i] = (u[i] << shift) | (u[i - 1] >> 1 >> back);
        u[0] <<= shift;
    }

    private static UInt256 By1(ulong* u, int length, ulong d, ulong* q)
    {
        ulong v = Reciprocal(d), r = u[length];
        for (int j = length - 1; j >= 0; j--) q[j] = Divide2By1(r, u[j], d, v, out r);
        return r;
    }

    private static UInt256 By2(ulong* u, int length, ulong d1, ulong d0, ulong* q)
    {
        ulong v = Reciprocal(d1, d0), r1 = u[length], r0 = u[length - 1];
        for (int j = length - 2; j >= 0; j--) q[j] = Divide3By2(r1, r0, u[j], d1, d0, v, out r1, out r0);
        return new UInt256(r0, r1, 0, 0);
    }

    private static UInt256 By3(ulong* u, int length, in UInt256 d, ulong* q)
    {
        ulong d0 = d.U0, d1 = d.U1, d2 = d.U2, v = Reciprocal(d2, d1);
        ulong r2 = u[length], r1 = u[length - 1], r0 = u[length - 2];
        for (int j = length - 3; j >= 0; j--)
        {
            if (r2 == d2 && r1 == d1)
            {
                // The digit is 2^64 - 1: r = (r, u[j]) + d - d * 2^64, and that is never negative for three limbs or more.
                UInt256 top = new UInt256(u[j], r0, r1, 0) + new UInt256(d0, d1, d2, 0) - new UInt256(0, d0, d1, 0);
                (r0, r1, r2, q[j]) = (top.U0, top.U1, top.U2, ulong.MaxValue);
                continue;
            }

            unchecked
            {
                ulong digit = Divide3By2(r2, r1, r0, d2, d1, v, out r2, out r1);
                ulong high = Math.BigMul(digit, d0, out ulong low);
                ulong next = u[j];
                r0 = next - low;
                high += next < low ? 1UL : 0;
                ulong borrow = r1 < high ? 1UL : 0, under = r2 < borrow ? 1UL : 0;
                (r1, r2) = (r1 - high, r2 - borrow);
                if (under != 0)
                {
                    digit--;
                    UInt256 back = new UInt256(r0, r1, r2, 0) + new UInt256(d0, d1, d2, 0);
                    (r0, r1, r2) = (back.U0, back.U1, back.U2);
                }

                q[j] = digit;
            }
        }

        return new UInt256(r0, r1, r2, 0);
    }

    private static UInt256 By4(ulong* u, int length, in UInt256 d, ulong* q)
    {
        ulong v = Reciprocal(d.U3, d.U2);
        UInt256 r = new(u[length - 3], u[length - 2], u[length - 1], u[length]);
        for (int j = length - 4; j >= 0; j--)
        {
            if (r.U3 == d.U3 && r.U2 == d.U2)
            {
                r = new UInt256(u[j], r.U0, r.U1, r.U2) + d - new UInt256(0, d.U0, d.U1, d.U2);
                q[j] = ulong.MaxValue;
                continue;
            }

            unchecked
            {
                ulong digit = Divide3By2(r.U3, r.U2, r.U1, d.U3, d.U2, v, out ulong r1, out ulong r0);
                ulong carry = Math.BigMul(digit, d.U0, out ulong p0);
                ulong p2 = WideArithmetic.MultiplyAdd(digit, d.U1, carry, 0, out ulong p1);
                ulong under = WideArithmetic.Subtract(new UInt256(u[j], r.U0, r0, r1), new UInt256(p0, p1, p2, 0), out r);
                if (under != 0)
                {
                    digit--;
                    r += d;
                }

                q[j] = digit;
            }
        }

        return r;
    }

    /// <summary>floor((2^128 - 1) / d) - 2^64 for d with its top bit set (algorithm 2; its table is one small division here).</summary>
    private static ulong Reciprocal(ulong d)
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
    private static ulong Reciprocal(ulong d1, ulong d0)
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
    private static ulong Divide2By1(ulong u1, ulong u0, ulong d, ulong v, out ulong remainder)
    {
        unchecked
        {
            ulong digit = WideArithmetic.MultiplyAdd(v, u1, u0, 0, out ulong fraction) + u1 + 1;
            ulong r = u0 - digit * d;
            if (r > fraction)
            {
                digit--;
                r += d;
            }

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
    private static ulong Divide3By2(ulong u2, ulong u1, ulong u0, ulong d1, ulong d0, ulong v, out ulong high, out ulong low)
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
            if (r1 >= fraction)
            {
                digit--;
                r0 += d0;
                r1 += d1 + (r0 < d0 ? 1UL : 0);
            }

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
