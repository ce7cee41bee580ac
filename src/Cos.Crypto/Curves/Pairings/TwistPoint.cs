using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>A point (X/Z, Y/Z) of the twist on its way through the Miller loop (Costello, Lange and Naehrig, eprint 2009/615; Aranha et al., eprint 2010/526).</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <typeparam name="W">The curve.</typeparam>
[SkipLocalsInit]
internal readonly record struct TwistPoint<T, W>(Fp2<T> X, Fp2<T> Y, Fp2<T> Z)
    where T : struct, IPrimeField<T>
    where W : struct, IPairingCurve<T>
{
    internal readonly Fp2<T> X = X;
    internal readonly Fp2<T> Y = Y;
    internal readonly Fp2<T> Z = Z;

    /// <summary>Where the loop begins.</summary>
    internal static TwistPoint<T, W> From(in AffinePoint<Fp2<T>> point) => new(point.X, point.Y, Fp2<T>.One);

    /// <summary>Twice this, and the tangent.</summary>
    internal TwistPoint<T, W> Double(out Line<T> tangent)
    {
        var xy = X * Y;
        var yy = Fp2<T>.Square(Y);
        var zz = Fp2<T>.Square(Z);
        var e = W.TimesTwistB(zz + zz + zz);
        var e3 = e + e + e;
        var yz2 = Fp2<T>.Square(Y + Z) - yy - zz;
        var xx = Fp2<T>.Square(X);
        tangent = new(-yz2, xx + xx + xx, e - yy);
        var ee = Fp2<T>.Square(e);
        var ee4 = ee + ee + ee + ee;
        var z = yy * yz2;
        var z2 = z + z;
        return new((xy + xy) * (yy - e3), Fp2<T>.Square(yy + e3) - ee4 - ee4 - ee4, z2 + z2);
    }

    /// <summary>The sum, and the chord.</summary>
    internal TwistPoint<T, W> Add(in AffinePoint<Fp2<T>> other, out Line<T> chord)
    {
        var theta = Y - other.Y * Z;
        var lambda = X - other.X * Z;
        chord = new(lambda, -theta, theta * other.X - lambda * other.Y);
        var d = Fp2<T>.Square(lambda);
        var e = lambda * d;
        var g = X * d;
        var h = e + Z * Fp2<T>.Square(theta) - g - g;
        return new(lambda * h, theta * (g - h) - e * Y, Z * e);
    }
}
