using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Cos.Primitives.Values;

/// <summary>
/// Division of up to eight limbs by up to four: Knuth's algorithm D (TAOCP 4.3.1), its digits taken by <see cref="LimbDivision"/>.
/// Divisors are not zero.
/// </summary>
// Every `unchecked` is limb arithmetic modulo 2^64. Pointers go to this frame's stack only: `u` has room for one limb above its length.
// Measured by UInt256Benchmarks.
internal static unsafe class WideDivision
{
    private const int NumeratorLimbs = 9, QuotientLimbs = 8;

    // Optimised from the first call: a contract's run may end before tiering notices it.
    private const MethodImplOptions Whole = MethodImplOptions.AggressiveOptimization;

    /// <summary>a / b for b other than 0.</summary>
    [SkipLocalsInit, MethodImpl(Whole)]
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
    [SkipLocalsInit, MethodImpl(Whole)]
    internal static UInt256 Remainder(in UInt256 a, in UInt256 b)
    {
        if (a.FitsUInt64 && b.FitsUInt64) return a.U0 % b.U0;
        if (WideArithmetic.Less(in a, in b)) return a;
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        Load(in a, u);
        DivideInPlace(u, 4, in b, q);
        return new UInt256(u[0], u[1], u[2], u[3]);
    }

    /// <summary>(a + b) mod m over the full sum; 0 where m is 0.</summary>
    [SkipLocalsInit, MethodImpl(Whole)]
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
        DivideInPlace(u, 5, in modulus, q);
        return new UInt256(u[0], u[1], u[2], u[3]);
    }

    /// <summary>(a * b) mod m over the full product; 0 where m is 0.</summary>
    [SkipLocalsInit, MethodImpl(Whole)]
    internal static UInt256 MulMod(in UInt256 a, in UInt256 b, in UInt256 modulus)
    {
        if (modulus.IsZero) return UInt256.Zero;
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        WideArithmetic.MultiplyFull(in a, in b, u);
        DivideInPlace(u, 8, in modulus, q);
        return new UInt256(u[0], u[1], u[2], u[3]);
    }

    /// <summary>floor((2^512 - 1) / d) - 2^256 for d with its top bit set.</summary>
    [SkipLocalsInit, MethodImpl(Whole)]
    internal static UInt256 Reciprocal(in UInt256 divisor)
    {
        // (2^512 - 1) - 2^256 * d over d: the high half is 2^256 - 1 - d, which is below d.
        ulong* u = stackalloc ulong[NumeratorLimbs];
        ulong* q = stackalloc ulong[QuotientLimbs];
        UInt256 high = ~divisor, low = UInt256.MaxValue;
        Load(in low, u);
        Load(in high, u + 4);
        q[3] = q[2] = q[1] = q[0] = 0;
        DivideInPlace(u, 8, in divisor, q);
        return new UInt256(q[0], q[1], q[2], q[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(in UInt256 value, ulong* u)
    {
        u[0] = value.U0;
        u[1] = value.U1;
        u[2] = value.U2;
        u[3] = value.U3;
    }

    /// <summary>Divides the <paramref name="length"/> limbs of u, writes the low quotient digits to q and leaves the remainder in u's low four.</summary>
    [SkipLocalsInit, MethodImpl(Whole)]
    private static void DivideInPlace(ulong* u, int length, in UInt256 divisor, ulong* q)
    {
        unchecked
        {
            while (length > 0 && u[length - 1] == 0) length--;
            int limbs = divisor.U3 != 0 ? 4 : divisor.U2 != 0 ? 3 : divisor.U1 != 0 ? 2 : 1;
            if (length < limbs) return;
            int shift = WideShift.LeadingZeros(in divisor) & 63, back = 63 - shift;
            ShiftLeft(u, length, shift);
            ulong d0 = divisor.U0 << shift, d1 = (divisor.U1 << shift) | (divisor.U0 >> 1 >> back);
            ulong d2 = (divisor.U2 << shift) | (divisor.U1 >> 1 >> back), d3 = (divisor.U3 << shift) | (divisor.U2 >> 1 >> back);
            ulong top = limbs == 4 ? d3 : limbs == 3 ? d2 : limbs == 2 ? d1 : d0;
            if (u[length] == 0 && u[length - 1] < top)
            {
                q[length - limbs] = 0; // the first digit is 0
                length--;
            }

            if (limbs == 4) By4(u, length, d3, d2, d1, d0, q);
            else if (limbs == 3) By3(u, length, d2, d1, d0, q);
            else if (limbs == 2) By2(u, length, d1, d0, q);
            else By1(u, length, d0, q);
            ulong r0 = u[0], r1 = u[1], r2 = u[2], r3 = u[3];
            u[0] = (r0 >> shift) | (r1 << 1 << back);
            u[1] = (r1 >> shift) | (r2 << 1 << back);
            u[2] = (r2 >> shift) | (r3 << 1 << back);
            u[3] = r3 >> shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ShiftLeft(ulong* u, int length, int shift)
    {
        unchecked
        {
            int back = 63 - shift;
            u[length] = u[length - 1] >> 1 >> back;
            for (int i = length - 1; i > 0; i--) u[i] = (u[i] << shift) | (u[i - 1] >> 1 >> back);
            u[0] <<= shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ulong* u, ulong r3, ulong r2, ulong r1, ulong r0)
    {
        u[0] = r0;
        u[1] = r1;
        u[2] = r2;
        u[3] = r3;
    }

    [SkipLocalsInit, MethodImpl(Whole)]
    private static void By1(ulong* u, int length, ulong d, ulong* q)
    {
        unchecked
        {
            ulong r = u[length];
            if (X86Base.X64.IsSupported)
            {
                for (int j = length - 1; j >= 0; j--) (q[j], r) = LimbDivision.DivideByInstruction(r, u[j], d);
            }
            else
            {
                ulong v = LimbDivision.Reciprocal(d);
                for (int j = length - 1; j >= 0; j--) q[j] = LimbDivision.Divide2By1(r, u[j], d, v, out r);
            }

            Store(u, 0, 0, 0, r);
        }
    }

    [SkipLocalsInit, MethodImpl(Whole)]
    private static void By2(ulong* u, int length, ulong d1, ulong d0, ulong* q)
    {
        unchecked
        {
            ulong v = LimbDivision.Reciprocal(d1, d0), r1 = u[length], r0 = u[length - 1];
            for (int j = length - 2; j >= 0; j--) q[j] = LimbDivision.Divide3By2(r1, r0, u[j], d1, d0, v, out r1, out r0);
            Store(u, 0, 0, r1, r0);
        }
    }

    [SkipLocalsInit, MethodImpl(Whole)]
    private static void By3(ulong* u, int length, ulong d2, ulong d1, ulong d0, ulong* q)
    {
        unchecked
        {
            ulong v = LimbDivision.Reciprocal(d2, d1), r2 = u[length], r1 = u[length - 1], r0 = u[length - 2];
            for (int j = length - 3; j >= 0; j--)
            {
                ulong next = u[j], digit = ulong.MaxValue, borrow;
                if (r2 == d2 && r1 == d1)
                {
                    // The digit is 2^64 - 1: r = (r, next) - d * 2^64 + d, whose top limbs cancel; never negative from three limbs on.
                    UInt256 sum = new UInt256(next, r0, r1, 0) + new UInt256(d0, d1, d2, 0);
                    r0 = sum.U0;
                    r1 = Subtract(sum.U1, d0, 0, out borrow);
                    r2 = sum.U2 - d1 - borrow;
                    q[j] = digit;
                    continue;
                }

                digit = LimbDivision.Divide3By2(r2, r1, r0, d2, d1, v, out ulong s2, out ulong s1);
                ulong p1 = Math.BigMul(digit, d0, out ulong p0);
                r0 = Subtract(next, p0, 0, out borrow);
                r1 = Subtract(s1, p1, borrow, out borrow);
                r2 = Subtract(s2, 0, borrow, out ulong under);
                if (under != 0)
                {
                    digit--;
                    UInt256 sum = new UInt256(r0, r1, r2, 0) + new UInt256(d0, d1, d2, 0);
                    (r0, r1, r2) = (sum.U0, sum.U1, sum.U2);
                }

                q[j] = digit;
            }

            Store(u, 0, r2, r1, r0);
        }
    }

    [SkipLocalsInit, MethodImpl(Whole)]
    private static void By4(ulong* u, int length, ulong d3, ulong d2, ulong d1, ulong d0, ulong* q)
    {
        unchecked
        {
            ulong v = LimbDivision.Reciprocal(d3, d2), r3 = u[length], r2 = u[length - 1], r1 = u[length - 2], r0 = u[length - 3];
            for (int j = length - 4; j >= 0; j--)
            {
                ulong next = u[j], digit = ulong.MaxValue, borrow;
                if (r3 == d3 && r2 == d2)
                {
                    UInt256 sum = new UInt256(next, r0, r1, r2) + new UInt256(d0, d1, d2, d3);
                    r0 = sum.U0;
                    r1 = Subtract(sum.U1, d0, 0, out borrow);
                    r2 = Subtract(sum.U2, d1, borrow, out borrow);
                    r3 = sum.U3 - d2 - borrow;
                    q[j] = digit;
                    continue;
                }

                digit = LimbDivision.Divide3By2(r3, r2, r1, d3, d2, v, out ulong s3, out ulong s2);
                ulong p2 = WideArithmetic.MultiplyAdd(digit, d1, Math.BigMul(digit, d0, out ulong p0), 0, out ulong p1);
                r1 = Subtract(r0, p1, next < p0 ? 1UL : 0, out borrow);
                r0 = next - p0;
                r2 = Subtract(s2, p2, borrow, out borrow);
                r3 = Subtract(s3, 0, borrow, out ulong under);
                if (under != 0)
                {
                    digit--;
                    UInt256 sum = new UInt256(r0, r1, r2, r3) + new UInt256(d0, d1, d2, d3);
                    (r0, r1, r2, r3) = (sum.U0, sum.U1, sum.U2, sum.U3);
                }

                q[j] = digit;
            }

            Store(u, r3, r2, r1, r0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Subtract(ulong a, ulong b, ulong borrow, out ulong borrowed)
    {
        unchecked
        {
            ulong difference = a - b;
            borrowed = (a < b ? 1UL : 0) | (difference < borrow ? 1UL : 0);
            return difference - borrow;
        }
    }
}
