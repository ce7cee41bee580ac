using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Maps;

/// <summary>
/// An isogeny (x, y) → (f(x), y · f'(x) / scale) with f a quotient of polynomials. That y goes with the derivative of f holds for every isogeny up to a factor
/// (Vélu 1971), and spares RFC 9380's two polynomials for y.
/// </summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
/// <param name="numerator">f's numerator, lowest power first.</param>
/// <param name="denominator">f's denominator, lowest power first.</param>
/// <param name="scale">The factor.</param>
internal sealed class Isogeny<T>(T[] numerator, T[] denominator, T scale)
    where T : struct, IField<T>
{
    private readonly T _factor = T.Invert(scale);

    /// <summary>The image of a point; the kernel goes to infinity.</summary>
    internal AffinePoint<T> Apply(in AffinePoint<T> point)
    {
        Evaluate(numerator, point.X, out var top, out var topSlope);
        Evaluate(denominator, point.X, out var bottom, out var bottomSlope);
        if (bottom.IsZero)
        {
            return default;
        }

        var inverse = T.Invert(bottom);
        var slope = (topSlope * bottom - top * bottomSlope) * T.Square(inverse);
        return new(top * inverse, point.Y * slope * _factor);
    }

    /// <summary>Horner's rule for a polynomial and its derivative.</summary>
    private static void Evaluate(T[] coefficients, in T x, out T value, out T slope)
    {
        value = coefficients[^1];
        slope = T.Zero;
        for (var i = coefficients.Length - 2; i >= 0; i--)
        {
            slope = slope * x + value;
            value = value * x + coefficients[i];
        }
    }
}
