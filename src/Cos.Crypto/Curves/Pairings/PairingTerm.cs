using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>A factor of a product of pairings; both points are in their groups of prime order.</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <param name="P">The point of the curve.</param>
/// <param name="Q">The point of its twist.</param>
internal readonly record struct PairingTerm<T>(AffinePoint<T> P, AffinePoint<Fp2<T>> Q)
    where T : struct, IPrimeField<T>
{
    internal readonly AffinePoint<T> P = P;
    internal readonly AffinePoint<Fp2<T>> Q = Q;
}
