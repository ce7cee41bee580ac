using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cos.Primitives.Values;

/// <summary>
/// A modulus of 2^192 or more with its reciprocal, for code that multiplies by the same modulus again and again: Möller and Granlund,
/// "Improved division by invariant integers" (2011), algorithm 4 with 256 bits in the place of one machine word.
/// </summary>
// Three products of 256 bits, none of which waits for a quotient's digit, instead of Knuth's four or five digits one after the other.
// Every `unchecked` is limb arithmetic modulo 2^64 or 2^256. Measured by UInt256Benchmarks.
public readonly struct PreparedModulus
{
    private readonly UInt256 _modulus;
    private readonly UInt256 _divisor;    // the modulus, shifted until its top bit is set
    private readonly UInt256 _reciprocal; // floor((2^512 - 1) / _divisor) - 2^256
    private readonly int _shift;          // by so many bits, 0-63

    /// <summary>Prepares a modulus for which <see cref="Suits"/> holds; as dear as several divisions.</summary>
    public PreparedModulus(in UInt256 modulus)
    {
        Invariant.Require(Suits(modulus), "a prepared modulus has four limbs");
        _modulus = modulus;
        _shift = BitOperations.LeadingZeroCount(modulus.U3);
        _divisor = modulus << _shift;
        _reciprocal = WideDivision.Reciprocal(_divisor);
    }

    /// <summary>Whether a modulus has all four limbs; shorter ones divide quickly as they are.</summary>
    public static bool Suits(in UInt256 modulus) => modulus.U3 != 0;

    /// <summary>MULMOD: (a * b) mod m over the full product.</summary>
    // Optimised from the first call: short runs would otherwise end before tiering notices them.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe UInt256 MulMod(in UInt256 a, in UInt256 b)
    {
        unchecked
        {
            // Operands of the code that uses a modulus often are below it. No copies of them are made: see Words in the Vm.
            if (!WideArithmetic.Less(in a, in _modulus)) return MulMod(WideDivision.Remainder(in a, in _modulus), in b);
            if (!WideArithmetic.Less(in b, in _modulus)) return MulMod(in a, WideDivision.Remainder(in b, in _modulus));
            ulong* p = stackalloc ulong[8];
            WideArithmetic.MultiplyFull(in a, in b, p);
            // a, b < m, so the shifted product is below divisor * 2^256: its high half is below the divisor, as the division wants it.
            int s = _shift, back = 63 - s;
            ulong h3 = (p[7] << s) | (p[6] >> 1 >> back), h2 = (p[6] << s) | (p[5] >> 1 >> back), h1 = (p[5] << s) | (p[4] >> 1 >> back);
            ulong h0 = (p[4] << s) | (p[3] >> 1 >> back), l3 = (p[3] << s) | (p[2] >> 1 >> back), l2 = (p[2] << s) | (p[1] >> 1 >> back);
            ulong l1 = (p[1] << s) | (p[0] >> 1 >> back), l0 = p[0] << s;
            UInt256 r = Remainder(h3, h2, h1, h0, new UInt256(l0, l1, l2, l3));
            return new UInt256((r.U0 >> s) | (r.U1 << 1 << back), (r.U1 >> s) | (r.U2 << 1 << back), (r.U2 >> s) | (r.U3 << 1 << back), r.U3 >> s);
        }
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private UInt256 Remainder(ulong h3, ulong h2, ulong h1, ulong h0, in UInt256 low)
    {
        unchecked
        {
            ulong v = _reciprocal.U0;
            ulong carry = WideArithmetic.MultiplyAdd(v, h0, low.U0, 0, out ulong f0);
            carry = WideArithmetic.MultiplyAdd(v, h1, low.U1, carry, out ulong f1);
            carry = WideArithmetic.MultiplyAdd(v, h2, low.U2, carry, out ulong f2);
            ulong q0 = WideArithmetic.MultiplyAdd(v, h3, low.U3, carry, out ulong f3);
            v = _reciprocal.U1;
            carry = WideArithmetic.MultiplyAdd(v, h0, f1, 0, out f1);
            carry = WideArithmetic.MultiplyAdd(v, h1, f2, carry, out f2);
            carry = WideArithmetic.MultiplyAdd(v, h2, f3, carry, out f3);
            ulong q1 = WideArithmetic.MultiplyAdd(v, h3, q0, carry, out q0);
            v = _reciprocal.U2;
            carry = WideArithmetic.MultiplyAdd(v, h0, f2, 0, out f2);
            carry = WideArithmetic.MultiplyAdd(v, h1, f3, carry, out f3);
            carry = WideArithmetic.MultiplyAdd(v, h2, q0, carry, out q0);
            ulong q2 = WideArithmetic.MultiplyAdd(v, h3, q1, carry, out q1);
            v = _reciprocal.U3;
            carry = WideArithmetic.MultiplyAdd(v, h0, f3, 0, out f3);
            carry = WideArithmetic.MultiplyAdd(v, h1, q0, carry, out q0);
            carry = WideArithmetic.MultiplyAdd(v, h2, q1, carry, out q1);
            ulong q3 = WideArithmetic.MultiplyAdd(v, h3, q2, carry, out q2);
            UInt256 quotient = new UInt256(q0, q1, q2, q3) + new UInt256(h0, h1, h2, h3) + UInt256.One;
            UInt256 r = low - WideArithmetic.MultiplyLowInline(in quotient, in _divisor);
            // The quotient is one too large as often as not, so a mask is cheaper than a branch; the other correction is rare.
            ulong over = 0 - (r > new UInt256(f0, f1, f2, f3) ? 1UL : 0);
            r += new UInt256(_divisor.U0 & over, _divisor.U1 & over, _divisor.U2 & over, _divisor.U3 & over);
            return r < _divisor ? r : r - _divisor;
        }
    }
}
