using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>A point of a curve y² = x³ + b. The point at infinity is (0, 0), which is on no such curve with b ≠ 0.</summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
/// <param name="X">The first coordinate.</param>
/// <param name="Y">The second coordinate.</param>
internal readonly record struct AffinePoint<T>(T X, T Y)
    where T : struct, IField<T>
{
    internal readonly T X = X;
    internal readonly T Y = Y;

    /// <summary>Whether this is the point at infinity.</summary>
    internal bool IsInfinity => X.IsZero && Y.IsZero;

    /// <summary>The point mirrored at the x axis.</summary>
    public static AffinePoint<T> operator -(in AffinePoint<T> point) => new(point.X, -point.Y);

    /// <summary>Whether this is on the curve, or at infinity.</summary>
    internal bool IsOnCurve(in T b) => IsInfinity || (T.Square(Y) - (T.Square(X) * X + b)).IsZero;

    /// <summary>The sum of two points, at the price of one inversion.</summary>
    internal static AffinePoint<T> Add(in AffinePoint<T> a, in AffinePoint<T> b)
    {
        if (a.IsInfinity || b.IsInfinity)
        {
            return a.IsInfinity ? b : a;
        }

        var (run, rise) = (b.X - a.X, b.Y - a.Y);
        if (run.IsZero)
        {
            if (!rise.IsZero || a.Y.IsZero)
            {
                return default;
            }

            var square = T.Square(a.X);
            (run, rise) = (a.Y + a.Y, square + square + square);
        }

        var slope = rise * T.Invert(run);
        var x = T.Square(slope) - a.X - b.X;
        return new(x, slope * (a.X - x) - a.Y);
    }
}
