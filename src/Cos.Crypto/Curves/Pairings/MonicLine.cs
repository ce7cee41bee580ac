using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>A line through points of a multiplicative twist that is kept for many pairings: y + ofX·x + constant.</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <param name="OfX">What multiplies x.</param>
/// <param name="Constant">The rest.</param>
internal readonly record struct MonicLine<T>(Fp2<T> OfX, Fp2<T> Constant)
    where T : struct, IPrimeField<T>
{
    internal readonly Fp2<T> OfX = OfX;
    internal readonly Fp2<T> Constant = Constant;

    /// <summary>A line divided by what multiplies y. That is of the quadratic field, all of which the final exponentiation takes to one.</summary>
    internal static MonicLine<T> From(in Line<T> line)
    {
        var inverse = Fp2<T>.Invert(line.OfY);
        return new(line.OfX * inverse, line.Constant * inverse);
    }

    /// <summary>A number times the line's value at a point, divided by the point's y.</summary>
    /// <param name="number">The number.</param>
    /// <param name="slope">x/y of the point.</param>
    /// <param name="inverse">1/y of the point.</param>
    internal Fp12<T, W> MultiplyInto<W>(in Fp12<T, W> number, in T slope, in T inverse)
        where W : struct, IPairingCurve<T> => number.TimesMonicLineM(Constant.Times(inverse), OfX.Times(slope));
}
