using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>Arithmetic in the cyclotomic subgroup, where the final exponentiation's easy part leads (Granger and Scott, eprint 2009/565).</summary>
[SkipLocalsInit]
internal static class Cyclotomic
{
    /// <summary>f^((p⁶-1)(p²+1)).</summary>
    internal static Fp12<T, W> EasyPart<T, W>(in Fp12<T, W> f)
        where T : struct, IPrimeField<T>
        where W : struct, ITower<T>
    {
        var unitary = f.Conjugate() * Fp12<T, W>.Invert(f);
        return unitary.Frobenius().Frobenius() * unitary;
    }

    /// <summary>The square.</summary>
    internal static Fp12<T, W> Square<T, W>(in Fp12<T, W> f)
        where T : struct, IPrimeField<T>
        where W : struct, ITower<T>
    {
        var (z0, z4, z3, z2, z1, z5) = (f.A.A, f.A.B, f.A.C, f.B.A, f.B.B, f.B.C);
        SquareQuartic<T, W>(z0, z1, out var t0, out var t1);
        z0 = TwiceAndOnce(t0 - z0, t0);
        z1 = TwiceAndOnce(t1 + z1, t1);
        SquareQuartic<T, W>(z2, z3, out t0, out t1);
        SquareQuartic<T, W>(z4, z5, out var t2, out var t3);
        z4 = TwiceAndOnce(t0 - z4, t0);
        z5 = TwiceAndOnce(t1 + z5, t1);
        t0 = W.TimesXi(t3);
        z2 = TwiceAndOnce(t0 + z2, t0);
        z3 = TwiceAndOnce(t2 - z3, t2);
        return new(new(z0, z4, z3), new(z2, z1, z5));
    }

    /// <summary>A power with a positive word as exponent.</summary>
    internal static Fp12<T, W> Power<T, W>(in Fp12<T, W> f, ulong exponent)
        where T : struct, IPrimeField<T>
        where W : struct, ITower<T>
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.LengthMax];
        var length = SignedDigits.Recode(exponent, 2, digits);
        var inverse = f.Conjugate();
        var result = f;
        for (var i = length - 2; i >= 0; i--)
        {
            result = Square(result);
            result = digits[i] switch
            {
                > 0 => result * f,
                < 0 => result * inverse,
                _ => result,
            };
        }

        return result;
    }

    /// <summary>2a + b.</summary>
    internal static Fp2<T> TwiceAndOnce<T>(in Fp2<T> twice, in Fp2<T> once)
        where T : struct, IPrimeField<T> => twice + twice + once;

    /// <summary>The square of a + b·s, where s² = ξ.</summary>
    internal static void SquareQuartic<T, W>(in Fp2<T> a, in Fp2<T> b, out Fp2<T> low, out Fp2<T> high)
        where T : struct, IPrimeField<T>
        where W : struct, ITower<T>
    {
        var ab = a * b;
        low = W.TimesXi(Fp2<T>.Square(b)) + Fp2<T>.Square(a);
        high = ab + ab;
    }
}
