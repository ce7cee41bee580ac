using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>A line through points of the twist: ofY·y + ofX·x + constant.</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <param name="OfY">What multiplies y.</param>
/// <param name="OfX">What multiplies x.</param>
/// <param name="Constant">The rest.</param>
[SkipLocalsInit]
internal readonly record struct Line<T>(Fp2<T> OfY, Fp2<T> OfX, Fp2<T> Constant)
    where T : struct, IPrimeField<T>
{
    internal readonly Fp2<T> OfY = OfY;
    internal readonly Fp2<T> OfX = OfX;
    internal readonly Fp2<T> Constant = Constant;

    /// <summary>A number times the line's value at a point.</summary>
    internal Fp12<T, W> MultiplyInto<W>(in Fp12<T, W> number, in AffinePoint<T> at)
        where W : struct, IPairingCurve<T>
    {
        var (y, x) = (OfY.Times(at.Y), OfX.Times(at.X));
        return W.IsTwistMultiplicative ? number.TimesLineM(Constant, x, y) : number.TimesLineD(y, x, Constant);
    }
}
