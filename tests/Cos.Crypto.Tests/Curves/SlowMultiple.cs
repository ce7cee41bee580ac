using System.Numerics;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Tests.Curves;

/// <summary>The plain definitions that tests compare with.</summary>
internal static class SlowMultiple
{
    /// <summary>Double and add.</summary>
    internal static JacobianPoint<T> Of<T>(AffinePoint<T> point, BigInteger factor)
        where T : struct, IField<T>
    {
        JacobianPoint<T> sum = default;
        for (var bit = (int)factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum += sum;
            sum = ((factor >> bit) & 1).IsZero ? sum : sum + JacobianPoint<T>.From(point);
        }

        return sum;
    }

    /// <summary>A point of y² = x³ + b over the quadratic field with an x, where there is one.</summary>
    internal static AffinePoint<Fp2<T>>? PointAt<T>(Fp2<T> x, Fp2<T> b)
        where T : struct, IPrimeField<T> => Root(x * x * x + b) is { } y ? new(x, y) : null;

    /// <summary>The first point with x = n + u.</summary>
    internal static AffinePoint<Fp2<T>> FirstOf<T>(Fp2<T> b)
        where T : struct, IPrimeField<T>
    {
        for (var n = 1; ; n++)
        {
            if (PointAt(new Fp2<T>(T.Form.Of(n), T.One), b) is { } point)
            {
                return point;
            }
        }
    }

    private static Fp2<T>? Root<T>(Fp2<T> square)
        where T : struct, IPrimeField<T>
    {
        // Adj and Rodríguez-Henríquez, "Square root computation over even extension fields", algorithm 9, for p = 3 modulo 4.
        var p = T.Form.Modulus;
        var first = PrimeField.Power(square, PrimeField.Exponent((p - 3) / 4));
        var root = first * square;
        var alpha = first * root;
        root = (alpha + Fp2<T>.One).IsZero
            ? new Fp2<T>(T.Zero, T.One) * root
            : PrimeField.Power(Fp2<T>.One + alpha, PrimeField.Exponent((p - 1) / 2)) * root;
        return (root * root - square).IsZero ? root : null;
    }
}
