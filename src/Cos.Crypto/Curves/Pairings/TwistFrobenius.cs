using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>The Frobenius of the curve seen on its twist, ψ (Galbraith and Scott, eprint 2008/117).</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <typeparam name="W">The curve.</typeparam>
internal static class TwistFrobenius<T, W>
    where T : struct, IPrimeField<T>
    where W : struct, IPairingCurve<T>
{
    private static readonly Fp2<T> FactorX = Factor(2);
    private static readonly Fp2<T> FactorY = Factor(3);

    /// <summary>ψ of a point.</summary>
    internal static AffinePoint<Fp2<T>> Apply(in AffinePoint<Fp2<T>> point) => new(point.X.Conjugate() * FactorX, point.Y.Conjugate() * FactorY);

    /// <summary>ψ of a point.</summary>
    internal static JacobianPoint<Fp2<T>> Apply(in JacobianPoint<Fp2<T>> point) =>
        new(point.X.Conjugate() * FactorX, point.Y.Conjugate() * FactorY, point.Z.Conjugate());

    private static Fp2<T> Factor(int power)
    {
        var factor = FrobeniusTable<T, W>.Powers[power];
        return W.IsTwistMultiplicative ? Fp2<T>.Invert(factor) : factor;
    }
}
