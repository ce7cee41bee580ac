using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cos.Primitives.Values;

/// <summary>Addition, subtraction, multiplication and powers of <see cref="UInt256"/>.</summary>
// Wrapping limbs with explicit carries is the method here, hence `unchecked` throughout.
internal static class WideArithmetic
{
    /// <summary>Adds and returns the carry, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Add(in UInt256 a, in UInt256 b, out UInt256 sum)
    {
        unchecked
        {
            ulong r0 = a.U0 + b.U0, c0 = r0 < a.U0 ? 1UL : 0;
            ulong s1 = a.U1 + b.U1, r1 = s1 + c0, c1 = (s1 < a.U1 ? 1UL : 0) | (r1 < c0 ? 1UL : 0);
            ulong s2 = a.U2 + b.U2, r2 = s2 + c1, c2 = (s2 < a.U2 ? 1UL : 0) | (r2 < c1 ? 1UL : 0);
            ulong s3 = a.U3 + b.U3, r3 = s3 + c2, c3 = (s3 < a.U3 ? 1UL : 0) | (r3 < c2 ? 1UL : 0);
            sum = new UInt256(r0, r1, r2, r3);
            return c3;
        }
    }

    /// <summary>Subtracts and returns the borrow, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Subtract(in UInt256 a, in UInt256 b, out UInt256 difference)
    {
        unchecked
        {
            ulong r0 = a.U0 - b.U0, c0 = a.U0 < b.U0 ? 1UL : 0;
            ulong s1 = a.U1 - b.U1, r1 = s1 - c0, c1 = (a.U1 < b.U1 ? 1UL : 0) | (s1 < c0 ? 1UL : 0);
            ulong s2 = a.U2 - b.U2, r2 = s2 - c1, c2 = (a.U2 < b.U2 ? 1UL : 0) | (s2 < c1 ? 1UL : 0);
            ulong s3 = a.U3 - b.U3, r3 = s3 - c2, c3 = (a.U3 < b.U3 ? 1UL : 0) | (s3 < c2 ? 1UL : 0);
            difference = new UInt256(r0, r1, r2, r3);
            return c3;
        }
    }

    /// <summary>Unsigned less-than, from the top limb down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Less(in UInt256 a, in UInt256 b)
    {
        if (a.U3 != b.U3) return a.U3 < b.U3;
        if (a.U2 != b.U2) return a.U2 < b.U2;
        return a.U1 != b.U1 ? a.U1 < b.U1 : a.U0 < b.U0;
    }

    /// <summary>a * b + c + d, which always fits 128 bits; returns the high word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyAdd(ulong a, ulong b, ulong c, ulong d, out ulong low)
    {
        unchecked
        {
            ulong high = Math.BigMul(a, b, out ulong product);
            ulong first = product + c;
            high += first < c ? 1UL : 0;
            low = first + d;
            return high + (low < d ? 1UL : 0);
        }
    }

    /// <summary>The product modulo 2^256.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static UInt256 MultiplyLow(in UInt256 a, in UInt256 b) => MultiplyLowInline(in a, in b);

    /// <summary>The same, by rows, within its caller's code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static UInt256 MultiplyLowInline(in UInt256 a, in UInt256 b)
    {
        unchecked
        {
            ulong high = Math.BigMul(a.U0, b.U0, out ulong r0);
            ulong carry = MultiplyAdd(a.U0, b.U1, high, 0, out ulong r1);
            carry = MultiplyAdd(a.U0, b.U2, carry, 0, out ulong r2);
            ulong r3 = a.U0 * b.U3 + carry;
            carry = MultiplyAdd(a.U1, b.U0, r1, 0, out r1);
            carry = MultiplyAdd(a.U1, b.U1, r2, carry, out r2);
            r3 += a.U1 * b.U2 + carry;
            carry = MultiplyAdd(a.U2, b.U0, r2, 0, out r2);
            r3 += a.U2 * b.U1 + carry + a.U3 * b.U0;
            return new UInt256(r0, r1, r2, r3);
        }
    }

    /// <summary>The 512-bit product in two halves.</summary>
    internal static unsafe void MultiplyFull(in UInt256 a, in UInt256 b, out UInt256 low, out UInt256 high)
    {
        ulong* p = stackalloc ulong[8];
        MultiplyFull(in a, in b, p);
        low = new UInt256(p[0], p[1], p[2], p[3]);
        high = new UInt256(p[4], p[5], p[6], p[7]);
    }

    /// <summary>Writes the 512-bit product to eight limbs of the caller's frame, lowest first.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void MultiplyFull(in UInt256 a, in UInt256 b, ulong* product)
    {
        unchecked
        {
            ulong b0 = b.U0, b1 = b.U1, b2 = b.U2, b3 = b.U3, x = a.U0;
            ulong carry = Math.BigMul(x, b0, out ulong r0);
            carry = MultiplyAdd(x, b1, carry, 0, out ulong r1);
            carry = MultiplyAdd(x, b2, carry, 0, out ulong r2);
            ulong r4 = MultiplyAdd(x, b3, carry, 0, out ulong r3);
            x = a.U1;
            carry = MultiplyAdd(x, b0, r1, 0, out r1);
            carry = MultiplyAdd(x, b1, r2, carry, out r2);
            carry = MultiplyAdd(x, b2, r3, carry, out r3);
            ulong r5 = MultiplyAdd(x, b3, r4, carry, out r4);
            x = a.U2;
            carry = MultiplyAdd(x, b0, r2, 0, out r2);
            carry = MultiplyAdd(x, b1, r3, carry, out r3);
            carry = MultiplyAdd(x, b2, r4, carry, out r4);
            ulong r6 = MultiplyAdd(x, b3, r5, carry, out r5);
            x = a.U3;
            carry = MultiplyAdd(x, b0, r3, 0, out r3);
            carry = MultiplyAdd(x, b1, r4, carry, out r4);
            carry = MultiplyAdd(x, b2, r5, carry, out r5);
            ulong r7 = MultiplyAdd(x, b3, r6, carry, out r6);
            product[0] = r0;
            product[1] = r1;
            product[2] = r2;
            product[3] = r3;
            product[4] = r4;
            product[5] = r5;
            product[6] = r6;
            product[7] = r7;
        }
    }

    /// <summary>Square-and-multiply from the top bit of the exponent.</summary>
    internal static UInt256 Power(in UInt256 value, in UInt256 exponent)
    {
        if (exponent.IsZero) return UInt256.One;
        if (value.FitsUInt64 && BitOperations.IsPow2(value.U0)) return PowerOfTwo(BitOperations.TrailingZeroCount(value.U0), in exponent);
        UInt256 result = value;
        int bit = exponent.BitLength - 2;
        for (int limb = bit >> 6; limb >= 0; limb--)
        {
            ulong bits = limb switch { 3 => exponent.U3, 2 => exponent.U2, 1 => exponent.U1, _ => exponent.U0 };
            for (; bit >= limb << 6; bit--)
            {
                result = MultiplyLow(in result, in result);
                if ((bits >> bit & 1) != 0) result = MultiplyLow(in result, in value);
            }
        }

        return result;
    }

    private static UInt256 PowerOfTwo(int baseBits, in UInt256 exponent)
    {
        if (baseBits == 0) return UInt256.One;
        return exponent.FitsUInt64 && exponent.U0 < 256 ? WideShift.Left(UInt256.One, baseBits * (int)exponent.U0) : UInt256.Zero;
    }
}
