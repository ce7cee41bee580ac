using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>A point (X/Z², Y/Z³) of a curve y² = x³ + b; at infinity where Z is zero, as the default is. Formulas: hyperelliptic.org/EFD, short Weierstrass, a = 0.</summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
[SkipLocalsInit]
internal readonly record struct JacobianPoint<T>(T X, T Y, T Z)
    where T : struct, IField<T>
{
    internal readonly T X = X;
    internal readonly T Y = Y;
    internal readonly T Z = Z;

    /// <summary>Whether this is the point at infinity.</summary>
    internal bool IsInfinity => Z.IsZero;

    /// <summary>The same point with Z = 1.</summary>
    internal static JacobianPoint<T> From(in AffinePoint<T> point) => point.IsInfinity ? default : new(point.X, point.Y, T.One);

    /// <summary>The same point in two coordinates, at the price of one inversion.</summary>
    internal AffinePoint<T> ToAffine() => IsInfinity ? default : ToAffine(T.Invert(Z));

    /// <summary>The same point in two coordinates, given 1/Z.</summary>
    internal AffinePoint<T> ToAffine(in T inverse)
    {
        var square = T.Square(inverse);
        return new(X * square, Y * square * inverse);
    }

    /// <summary>Whether both are the same point.</summary>
    internal bool IsSame(in JacobianPoint<T> other)
    {
        if (IsInfinity || other.IsInfinity)
        {
            return IsInfinity && other.IsInfinity;
        }

        var (square, otherSquare) = (T.Square(Z), T.Square(other.Z));
        return (X * otherSquare - other.X * square).IsZero && (Y * otherSquare * other.Z - other.Y * square * Z).IsZero;
    }

    /// <summary>The negative.</summary>
    public static JacobianPoint<T> operator -(in JacobianPoint<T> a) => new(a.X, -a.Y, a.Z);

    /// <summary>Twice a point: the tangent's slope 3x²/2y, all of it in halves, so that Z becomes YZ.</summary>
    internal static JacobianPoint<T> Double(in JacobianPoint<T> p)
    {
        var yy = T.Square(p.Y);
        var slope = T.ThreeHalves(T.Square(p.X));
        var s = p.X * yy;
        var x = T.Square(slope) - s - s;
        return new(x, slope * (s - x) - T.Square(yy), p.Y * p.Z);
    }

    /// <summary>The sum (add-2007-bl).</summary>
    public static JacobianPoint<T> operator +(in JacobianPoint<T> p, in JacobianPoint<T> q)
    {
        if (p.IsInfinity || q.IsInfinity)
        {
            return p.IsInfinity ? q : p;
        }

        var pzz = T.Square(p.Z);
        var qzz = T.Square(q.Z);
        var u = p.X * qzz;
        var s = p.Y * q.Z * qzz;
        var h = q.X * pzz - u;
        var rise = q.Y * p.Z * pzz - s;
        if (h.IsZero)
        {
            return rise.IsZero ? Double(p) : default;
        }

        return Chord(u, s, h, rise, (T.Square(p.Z + q.Z) - pzz - qzz) * h);
    }

    /// <summary>The sum with a point of two coordinates (madd-2007-bl).</summary>
    public static JacobianPoint<T> operator +(in JacobianPoint<T> p, in AffinePoint<T> q)
    {
        if (p.IsInfinity || q.IsInfinity)
        {
            return q.IsInfinity ? p : From(q);
        }

        var zz = T.Square(p.Z);
        var h = q.X * zz - p.X;
        var rise = q.Y * p.Z * zz - p.Y;
        if (h.IsZero)
        {
            return rise.IsZero ? Double(p) : default;
        }

        var zh = p.Z * h;
        return Chord(p.X, p.Y, h, rise, zh + zh);
    }

    private static JacobianPoint<T> Chord(in T u, in T s, in T h, in T rise, in T z)
    {
        var h2 = h + h;
        var i = T.Square(h2);
        var j = h * i;
        var r = rise + rise;
        var v = u * i;
        var x = T.Square(r) - j - v - v;
        var sj = s * j;
        return new(x, r * (v - x) - sj - sj, z);
    }

    /// <summary>A multiple by a positive word.</summary>
    internal static JacobianPoint<T> Multiply(in JacobianPoint<T> point, ulong factor)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.LengthMax];
        var length = SignedDigits.Recode(factor, 2, digits);
        var result = point;
        for (var i = length - 2; i >= 0; i--)
        {
            result = Double(result);
            result = digits[i] switch
            {
                > 0 => result + point,
                < 0 => result + -point,
                _ => result,
            };
        }

        return length == 0 ? default : result;
    }

    /// <summary>A multiple of a point of two coordinates by a positive word, with the cheaper sums.</summary>
    internal static JacobianPoint<T> Multiply(in AffinePoint<T> point, ulong factor)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.LengthMax];
        var length = SignedDigits.Recode(factor, 2, digits);
        var negative = -point;
        var result = From(point);
        for (var i = length - 2; i >= 0; i--)
        {
            result = Double(result);
            result = digits[i] switch
            {
                > 0 => result + point,
                < 0 => result + negative,
                _ => result,
            };
        }

        return length == 0 ? default : result;
    }
}
