using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>
/// An element of the base field of BLS12-381 (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1) in Montgomery form: 7 limbs of 56 bits, R = 2^392.
/// The spare bits of a word let the columns of a product gather without carries, which .NET cannot chain. Limbs are below 2^56, the value is below 2p.
/// P are the limbs of p, D those of 2p; E are 4p in limbs from which those of any element can be taken.
/// </summary>
internal readonly struct Fp : IPrimeField<Fp>
{
    /// <summary>The prime, most significant digit first.</summary>
    internal const string ModulusHex = "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";

    private const int Limbs = 7;
    private const int LimbBits = 56;
    private const int Spare = 64 - LimbBits;
    private const ulong Mask = (1ul << LimbBits) - 1;
    private const ulong P0 = 0xfeffffffffaaab, P1 = 0xfffeb153ffffb9, P2 = 0xa0f6b0f6241eab,
        P3 = 0xf38512bf6730d2, P4 = 0x4bacd764774b84, P5 = 0xe69a4b1ba7b643,
        P6 = 0x1a0111ea397f;
    private const ulong D0 = 0xfdffffffff5556, D1 = 0xfffd62a7ffff73, D2 = 0x41ed61ec483d57,
        D3 = 0xe70a257ece61a5, D4 = 0x9759aec8ee9709, D5 = 0xcd3496374f6c86,
        D6 = 0x340223d472ff;
    private const ulong E0 = 0x1fbfffffffeaaac, E1 = 0x1fffac54ffffee6, E2 = 0x183dac3d8907aae,
        E3 = 0x1ce144afd9cc349, E4 = 0x12eb35d91dd2e12, E5 = 0x19a692c6e9ed90c,
        E6 = 0x680447a8e5fe;

    /// <summary>-1/p modulo 2^56.</summary>
    private const ulong NegatedInverse = 0xf3fffcfffcfffd;

    private readonly ulong _l0, _l1, _l2, _l3, _l4, _l5, _l6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Fp(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4, ulong l5, ulong l6) => (_l0, _l1, _l2, _l3, _l4, _l5, _l6) = (l0, l1, l2, l3, l4, l5, l6);

    /// <inheritdoc/>
    public static Fp Zero => default;

    /// <inheritdoc/>
    public static Fp One => Form.One;

    /// <inheritdoc/>
    public static Montgomery<Fp> Form { get; } = new(ModulusHex, LimbBits, Limbs, 48);

    /// <inheritdoc/>
    public bool IsZero => (_l0 | _l1 | _l2 | _l3 | _l4 | _l5 | _l6) == 0 || IsModulus;

    private bool IsModulus => _l0 == P0 && _l1 == P1 && _l2 == P2 && _l3 == P3 && _l4 == P4 && _l5 == P5 && _l6 == P6;

    /// <inheritdoc/>
    public static Fp FromLimbs(ReadOnlySpan<ulong> limbs) => new(limbs[0], limbs[1], limbs[2], limbs[3], limbs[4], limbs[5], limbs[6]);

    /// <inheritdoc/>
    public void CopyLimbs(Span<ulong> limbs) => (limbs[0], limbs[1], limbs[2], limbs[3], limbs[4], limbs[5], limbs[6]) = (_l0, _l1, _l2, _l3, _l4, _l5, _l6);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp operator +(in Fp a, in Fp b)
    {
        unchecked // limbs wrap as two's complement until Carry
        {
            // The top limbs alone tell whether 2p is to be taken off, but for a sum within two of it.
            var top = a._l6 + b._l6;
            if (top + 1 - D6 <= 1)
            {
                return AddClose(a, b);
            }

            var mask = (ulong)((long)(D6 - top) >> 63);
            return Carry(
                a._l0 + b._l0 - (D0 & mask),
                a._l1 + b._l1 - (D1 & mask),
                a._l2 + b._l2 - (D2 & mask),
                a._l3 + b._l3 - (D3 & mask),
                a._l4 + b._l4 - (D4 & mask),
                a._l5 + b._l5 - (D5 & mask),
                a._l6 + b._l6 - (D6 & mask));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp operator -(in Fp a, in Fp b)
    {
        unchecked // limbs wrap as two's complement until Carry
        {
            var top = a._l6 - b._l6;
            if (top == 0)
            {
                return SubtractClose(a, b);
            }

            var mask = (ulong)((long)top >> 63);
            return Carry(
                a._l0 - b._l0 + (D0 & mask),
                a._l1 - b._l1 + (D1 & mask),
                a._l2 - b._l2 + (D2 & mask),
                a._l3 - b._l3 + (D3 & mask),
                a._l4 - b._l4 + (D4 & mask),
                a._l5 - b._l5 + (D5 & mask),
                a._l6 - b._l6 + (D6 & mask));
        }
    }

    /// <inheritdoc/>
    public static Fp operator -(in Fp a) => default(Fp) - a;

    /// <inheritdoc/>
    public static Fp Invert(in Fp a) => PrimeField.Invert(a);

    /// <inheritdoc/>
    public static Fp operator *(in Fp a, in Fp b)
    {
        unchecked // a column holds at most 28 numbers of 57 bits
        {
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0;
            for (var i = 0; i < Limbs; i++)
            {
                var x = b.Limb(i) << Spare;
                Gather(a._l0, x, ref t0, ref t1);
                Gather(a._l1, x, ref t1, ref t2);
                Gather(a._l2, x, ref t2, ref t3);
                Gather(a._l3, x, ref t3, ref t4);
                Gather(a._l4, x, ref t4, ref t5);
                Gather(a._l5, x, ref t5, ref t6);
                Gather(a._l6, x, ref t6, ref t7);
                Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            }

            return Carry(t0, t1, t2, t3, t4, t5, t6);
        }
    }

    /// <inheritdoc/>
    public static Fp SumOfProducts(in Fp a, in Fp b, in Fp c, in Fp d)
    {
        unchecked // a column holds at most 42 numbers of 58 bits
        {
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0;
            for (var i = 0; i < Limbs; i++)
            {
                var x = b.Limb(i) << Spare;
                var y = d.Limb(i) << Spare;
                Gather(a._l0, x, ref t0, ref t1);
                Gather(a._l1, x, ref t1, ref t2);
                Gather(a._l2, x, ref t2, ref t3);
                Gather(a._l3, x, ref t3, ref t4);
                Gather(a._l4, x, ref t4, ref t5);
                Gather(a._l5, x, ref t5, ref t6);
                Gather(a._l6, x, ref t6, ref t7);
                Gather(c._l0, y, ref t0, ref t1);
                Gather(c._l1, y, ref t1, ref t2);
                Gather(c._l2, y, ref t2, ref t3);
                Gather(c._l3, y, ref t3, ref t4);
                Gather(c._l4, y, ref t4, ref t5);
                Gather(c._l5, y, ref t5, ref t6);
                Gather(c._l6, y, ref t6, ref t7);
                Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            }

            return Carry(t0, t1, t2, t3, t4, t5, t6);
        }
    }

    /// <inheritdoc/>
    public static Fp DifferenceOfProducts(in Fp a, in Fp b, in Fp c, in Fp d)
    {
        unchecked // no limb of E is below one of c
        {
            return SumOfProducts(a, b, new(E0 - c._l0, E1 - c._l1, E2 - c._l2, E3 - c._l3, E4 - c._l4, E5 - c._l5, E6 - c._l6), d);
        }
    }

    /// <inheritdoc/>
    public static Fp MultiplySum(in Fp a, in Fp b, in Fp c)
    {
        unchecked // a limb has spare bits
        {
            return new Fp(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4, a._l5 + b._l5, a._l6 + b._l6) * c;
        }
    }

    /// <inheritdoc/>
    public static Fp Square(in Fp a)
    {
        unchecked // as in the product
        {
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0;
            var x0 = a._l0 << Spare;
            Gather(a._l0, x0, ref t0, ref t1);
            Gather(a._l1 << 1, x0, ref t1, ref t2);
            Gather(a._l2 << 1, x0, ref t2, ref t3);
            Gather(a._l3 << 1, x0, ref t3, ref t4);
            Gather(a._l4 << 1, x0, ref t4, ref t5);
            Gather(a._l5 << 1, x0, ref t5, ref t6);
            Gather(a._l6 << 1, x0, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            var x1 = a._l1 << Spare;
            Gather(a._l1, x1, ref t1, ref t2);
            Gather(a._l2 << 1, x1, ref t2, ref t3);
            Gather(a._l3 << 1, x1, ref t3, ref t4);
            Gather(a._l4 << 1, x1, ref t4, ref t5);
            Gather(a._l5 << 1, x1, ref t5, ref t6);
            Gather(a._l6 << 1, x1, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            var x2 = a._l2 << Spare;
            Gather(a._l2, x2, ref t2, ref t3);
            Gather(a._l3 << 1, x2, ref t3, ref t4);
            Gather(a._l4 << 1, x2, ref t4, ref t5);
            Gather(a._l5 << 1, x2, ref t5, ref t6);
            Gather(a._l6 << 1, x2, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            var x3 = a._l3 << Spare;
            Gather(a._l3, x3, ref t3, ref t4);
            Gather(a._l4 << 1, x3, ref t4, ref t5);
            Gather(a._l5 << 1, x3, ref t5, ref t6);
            Gather(a._l6 << 1, x3, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            var x4 = a._l4 << Spare;
            Gather(a._l4, x4, ref t4, ref t5);
            Gather(a._l5 << 1, x4, ref t5, ref t6);
            Gather(a._l6 << 1, x4, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            var x5 = a._l5 << Spare;
            Gather(a._l5, x5, ref t5, ref t6);
            Gather(a._l6 << 1, x5, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            var x6 = a._l6 << Spare;
            Gather(a._l6, x6, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            return Carry(t0, t1, t2, t3, t4, t5, t6);
        }
    }

    // The limbs lie in a row: they are all there is in the struct. A loop over them is shorter than the product unrolled, and 8 % faster.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Limb(int index) => Unsafe.Add(ref Unsafe.AsRef(in _l0), index);

    /// <summary>Adds a product to the columns of its two halves; one factor is shifted by the spare bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(ulong a, ulong b, ref ulong low, ref ulong high)
    {
        unchecked
        {
            high += Math.BigMul(a, b, out var product);
            low += product >> Spare;
        }
    }

    /// <summary>Adds the multiple of p that clears the lowest column, and moves the columns down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fold(ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5, ref ulong t6, ref ulong t7)
    {
        unchecked
        {
            var m = ((t0 * NegatedInverse) & Mask) << Spare;
            Gather(P0, m, ref t0, ref t1);
            t1 += t0 >> LimbBits;
            Gather(P1, m, ref t1, ref t2);
            Gather(P2, m, ref t2, ref t3);
            Gather(P3, m, ref t3, ref t4);
            Gather(P4, m, ref t4, ref t5);
            Gather(P5, m, ref t5, ref t6);
            Gather(P6, m, ref t6, ref t7);
            (t0, t1, t2, t3, t4, t5, t6, t7) = (t1, t2, t3, t4, t5, t6, t7, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fp Carry(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4, ulong l5, ulong l6)
    {
        unchecked // signed carries
        {
            l1 += (ulong)((long)l0 >> LimbBits);
            l2 += (ulong)((long)l1 >> LimbBits);
            l3 += (ulong)((long)l2 >> LimbBits);
            l4 += (ulong)((long)l3 >> LimbBits);
            l5 += (ulong)((long)l4 >> LimbBits);
            l6 += (ulong)((long)l5 >> LimbBits);
            return new(l0 & Mask, l1 & Mask, l2 & Mask, l3 & Mask, l4 & Mask, l5 & Mask, l6);
        }
    }

    private static Fp AddClose(in Fp a, in Fp b)
    {
        unchecked
        {
            var reduced = Carry(a._l0 + b._l0 - D0, a._l1 + b._l1 - D1, a._l2 + b._l2 - D2, a._l3 + b._l3 - D3, a._l4 + b._l4 - D4, a._l5 + b._l5 - D5, a._l6 + b._l6 - D6);
            return (long)reduced._l6 >= 0 ? reduced : Carry(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4, a._l5 + b._l5, a._l6 + b._l6);
        }
    }

    private static Fp SubtractClose(in Fp a, in Fp b)
    {
        unchecked
        {
            var difference = Carry(a._l0 - b._l0, a._l1 - b._l1, a._l2 - b._l2, a._l3 - b._l3, a._l4 - b._l4, a._l5 - b._l5, a._l6 - b._l6);
            return (long)difference._l6 >= 0 ? difference : Carry(a._l0 - b._l0 + D0, a._l1 - b._l1 + D1, a._l2 - b._l2 + D2, a._l3 - b._l3 + D3, a._l4 - b._l4 + D4, a._l5 - b._l5 + D5, a._l6 - b._l6 + D6);
        }
    }
}
