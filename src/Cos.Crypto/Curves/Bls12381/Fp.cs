using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>
/// An element of the base field of BLS12-381 (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1) in Montgomery form: 7 limbs of 56 bits, R = 2^392.
/// The spare bits of a word let the columns of a product gather without carries, which .NET cannot chain. Limbs are below 2^56, the value is below 2p.
/// </summary>
internal readonly struct Fp : IPrimeField<Fp>
{
    /// <summary>The prime, most significant digit first.</summary>
    internal const string ModulusHex = "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";

    private const int LimbBits = 56;
    private const int Spare = 64 - LimbBits;
    private const ulong Mask = (1ul << LimbBits) - 1;
    private const ulong P0 = 0xfeffffffffaaab;
    private const ulong P1 = 0xfffeb153ffffb9;
    private const ulong P2 = 0xa0f6b0f6241eab;
    private const ulong P3 = 0xf38512bf6730d2;
    private const ulong P4 = 0x4bacd764774b84;
    private const ulong P5 = 0xe69a4b1ba7b643;
    private const ulong P6 = 0x1a0111ea397f;
    private const ulong D0 = 0xfdffffffff5556;
    private const ulong D1 = 0xfffd62a7ffff73;
    private const ulong D2 = 0x41ed61ec483d57;
    private const ulong D3 = 0xe70a257ece61a5;
    private const ulong D4 = 0x9759aec8ee9709;
    private const ulong D5 = 0xcd3496374f6c86;
    private const ulong D6 = 0x340223d472ff;

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
    public static Montgomery<Fp> Form { get; } = new(ModulusHex, LimbBits, 7, 48);

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
        unchecked // the columns hold at most 28 numbers of 56 bits
        {
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0;
            Row(a, b._l0 << Spare, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            Row(a, b._l1 << Spare, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0);
            Row(a, b._l2 << Spare, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1);
            Row(a, b._l3 << Spare, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2);
            Row(a, b._l4 << Spare, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3);
            Row(a, b._l5 << Spare, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4);
            Row(a, b._l6 << Spare, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
            return Carry(t7, t0, t1, t2, t3, t4, t5);
        }
    }

    /// <inheritdoc/>
    public static Fp Square(in Fp a)
    {
        unchecked // as in the product
        {
            ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0, x;
            x = a._l0 << Spare;
            Gather(a._l0, x, ref t0, ref t1);
            Gather(a._l1 << 1, x, ref t1, ref t2);
            Gather(a._l2 << 1, x, ref t2, ref t3);
            Gather(a._l3 << 1, x, ref t3, ref t4);
            Gather(a._l4 << 1, x, ref t4, ref t5);
            Gather(a._l5 << 1, x, ref t5, ref t6);
            Gather(a._l6 << 1, x, ref t6, ref t7);
            Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
            x = a._l1 << Spare;
            Gather(a._l1, x, ref t2, ref t3);
            Gather(a._l2 << 1, x, ref t3, ref t4);
            Gather(a._l3 << 1, x, ref t4, ref t5);
            Gather(a._l4 << 1, x, ref t5, ref t6);
            Gather(a._l5 << 1, x, ref t6, ref t7);
            Gather(a._l6 << 1, x, ref t7, ref t0);
            Fold(ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0);
            x = a._l2 << Spare;
            Gather(a._l2, x, ref t4, ref t5);
            Gather(a._l3 << 1, x, ref t5, ref t6);
            Gather(a._l4 << 1, x, ref t6, ref t7);
            Gather(a._l5 << 1, x, ref t7, ref t0);
            Gather(a._l6 << 1, x, ref t0, ref t1);
            Fold(ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1);
            x = a._l3 << Spare;
            Gather(a._l3, x, ref t6, ref t7);
            Gather(a._l4 << 1, x, ref t7, ref t0);
            Gather(a._l5 << 1, x, ref t0, ref t1);
            Gather(a._l6 << 1, x, ref t1, ref t2);
            Fold(ref t3, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2);
            x = a._l4 << Spare;
            Gather(a._l4, x, ref t0, ref t1);
            Gather(a._l5 << 1, x, ref t1, ref t2);
            Gather(a._l6 << 1, x, ref t2, ref t3);
            Fold(ref t4, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3);
            x = a._l5 << Spare;
            Gather(a._l5, x, ref t2, ref t3);
            Gather(a._l6 << 1, x, ref t3, ref t4);
            Fold(ref t5, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4);
            x = a._l6 << Spare;
            Gather(a._l6, x, ref t4, ref t5);
            Fold(ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
            return Carry(t7, t0, t1, t2, t3, t4, t5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(ulong a, ulong b, ref ulong low, ref ulong high)
    {
        unchecked
        {
            high += Math.BigMul(a, b, out var product);
            low += product >> Spare;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(in Fp a, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5, ref ulong t6, ref ulong t7)
    {
        Gather(a._l0, b, ref t0, ref t1);
        Gather(a._l1, b, ref t1, ref t2);
        Gather(a._l2, b, ref t2, ref t3);
        Gather(a._l3, b, ref t3, ref t4);
        Gather(a._l4, b, ref t4, ref t5);
        Gather(a._l5, b, ref t5, ref t6);
        Gather(a._l6, b, ref t6, ref t7);
        Fold(ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
    }

    /// <summary>Adds the multiple of p that clears the lowest column, which becomes the next row's highest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fold(ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5, ref ulong t6, ref ulong t7)
    {
        unchecked
        {
            var m = ((t0 * NegatedInverse) & Mask) << Spare;
            Gather(P0, m, ref t0, ref t1);
            Gather(P1, m, ref t1, ref t2);
            Gather(P2, m, ref t2, ref t3);
            Gather(P3, m, ref t3, ref t4);
            Gather(P4, m, ref t4, ref t5);
            Gather(P5, m, ref t5, ref t6);
            Gather(P6, m, ref t6, ref t7);
            t1 += t0 >> LimbBits;
            t0 = 0;
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
