using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>
/// Powers in the cyclotomic subgroup with exponents of few ones: four of the six coefficients square among themselves, and the other two are found again only
/// where a one of the exponent asks for them (Karabina, "Squaring in cyclotomic subgroups", eprint 2010/542). A third of the squarings is spared.
/// </summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <typeparam name="W">The tower.</typeparam>
[SkipLocalsInit]
internal readonly struct CompressedPower<T, W>
    where T : struct, IPrimeField<T>
    where W : struct, ITower<T>
{
    private const int OnesMax = 8;

    // As in Cyclotomic.Square: f = (z0 + z4·v + z3·v²) + (z2 + z1·v + z5·v²)·w.
    private readonly Fp2<T> _z2, _z3, _z4, _z5;

    private CompressedPower(in Fp2<T> z2, in Fp2<T> z3, in Fp2<T> z4, in Fp2<T> z5) => (_z2, _z3, _z4, _z5) = (z2, z3, z4, z5);

    /// <summary>The power.</summary>
    /// <param name="f">An element of the cyclotomic subgroup.</param>
    /// <param name="exponent">The exponent; even, and with at most eight ones.</param>
    internal static Fp12<T, W> Of(in Fp12<T, W> f, ulong exponent)
    {
        var ones = BitOperations.PopCount(exponent);
        var kept = new CompressedPower<T, W>[Math.Min(ones, OnesMax)];
        var square = new CompressedPower<T, W>(f.B.A, f.A.C, f.A.B, f.B.C);
        var count = 0;
        for (var bit = 1; count < ones; bit++)
        {
            square = square.Square();
            if (((exponent >> bit) & 1) == 1)
            {
                kept[count++] = square;
            }
        }

        return Product(kept);
    }

    private static Fp12<T, W> Product(ReadOnlySpan<CompressedPower<T, W>> powers)
    {
        // One inversion for all denominators (Montgomery's trick). A denominator is zero only where z2 is, and then the other form of z1 applies.
        Span<Fp2<T>> products = new Fp2<T>[powers.Length];
        var product = Fp2<T>.One;
        for (var i = 0; i < powers.Length; i++)
        {
            products[i] = product;
            product *= powers[i].Denominator();
        }

        var inverse = Fp2<T>.Invert(product);
        var result = Fp12<T, W>.One;
        for (var i = powers.Length - 1; i >= 0; i--)
        {
            var power = powers[i].Expand(inverse * products[i]);
            result = i == powers.Length - 1 ? power : result * power;
            inverse *= powers[i].Denominator();
        }

        return result;
    }

    private CompressedPower<T, W> Square()
    {
        Cyclotomic.SquareQuartic<T, W>(_z2, _z3, out var t0, out var t1);
        Cyclotomic.SquareQuartic<T, W>(_z4, _z5, out var t2, out var t3);
        t3 = W.TimesXi(t3);
        return new(
            Cyclotomic.TwiceAndOnce(t3 + _z2, t3),
            Cyclotomic.TwiceAndOnce(t2 - _z3, t2),
            Cyclotomic.TwiceAndOnce(t0 - _z4, t0),
            Cyclotomic.TwiceAndOnce(t1 + _z5, t1));
    }

    /// <summary>4·z2; where z2 is zero z3; where that is zero too f is one, and so is this.</summary>
    /// <remarks>
    /// z2 = z3 = 0 leaves z4·z5 = 0 and ξ·z5² = -3·z4², both zero, and f in the field of degree 4. The order of f divides that field's p⁴ - 1 and p⁴ - p² + 1,
    /// whose greatest common divisor divides 3 and is 1, since p² is 1 modulo 3.
    /// </remarks>
    private Fp2<T> Denominator()
    {
        if (!_z2.IsZero)
        {
            var twice = _z2 + _z2;
            return twice + twice;
        }

        return _z3.IsZero ? Fp2<T>.One : _z3;
    }

    private Fp12<T, W> Expand(in Fp2<T> inverse)
    {
        var product45 = _z4 * _z5;
        var square4 = Fp2<T>.Square(_z4);
        var numerator = _z2.IsZero
            ? product45 + product45
            : W.TimesXi(Fp2<T>.Square(_z5)) + square4 + square4 + square4 - _z3 - _z3;
        var z1 = numerator * inverse;
        var square1 = Fp2<T>.Square(z1);
        var product34 = _z3 * _z4;
        var z0 = W.TimesXi(square1 + square1 + _z2 * _z5 - product34 - product34 - product34) + Fp2<T>.One;
        return new(new(z0, _z4, _z3), new(_z2, z1, _z5));
    }
}
