using System.Numerics;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>
/// The map φ(x, y) = (βx, y) of a curve y² = x³ + b over a prime field, β a cube root of one; on the group of order r it multiplies by a cube root λ of one.
/// It halves multipliers (Gallant, Lambert and Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms", 2001).
/// </summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
internal sealed class Endomorphism<T>
    where T : struct, IPrimeField<T>
{
    private readonly BigInteger _order;
    private readonly BigInteger _a1, _b1, _a2, _b2;

    /// <summary>Finds β, λ and the short lattice basis of a group.</summary>
    internal Endomorphism(BigInteger order, in AffinePoint<T> generator)
    {
        _order = order;
        Beta = T.Form.Of(CubeRootOfOne(T.Form.Modulus));
        var root = CubeRootOfOne(order);
        Lambda = IsSame(Times(generator, root), Apply(generator)) ? root : order - 1 - root;
        ((_a1, _b1), (_a2, _b2)) = Basis();
    }

    /// <summary>β.</summary>
    internal T Beta { get; }

    /// <summary>λ.</summary>
    internal BigInteger Lambda { get; }

    /// <summary>φ of a point.</summary>
    internal AffinePoint<T> Apply(in AffinePoint<T> point) => new(point.X * Beta, point.Y);

    /// <summary>Splits the multiple of a point into two summands with multipliers half as long.</summary>
    internal void Split(in AffinePoint<T> point, BigInteger factor, out ScaledPoint<T> first, out ScaledPoint<T> second)
    {
        factor %= _order;
        var c1 = RoundedQuotient(_b2 * factor);
        var c2 = RoundedQuotient(-_b1 * factor);
        first = Scaled(point, factor - c1 * _a1 - c2 * _a2);
        second = Scaled(Apply(point), -c1 * _b1 - c2 * _b2);
    }

    private static ScaledPoint<T> Scaled(in AffinePoint<T> point, BigInteger factor) =>
        new(factor.Sign < 0 ? -point : point, (UInt128)BigInteger.Abs(factor));

    private static BigInteger CubeRootOfOne(BigInteger prime)
    {
        for (BigInteger seed = 2; ; seed++)
        {
            var root = BigInteger.ModPow(seed, (prime - 1) / 3, prime);
            if (!root.IsOne)
            {
                return root;
            }
        }
    }

    private static bool IsSame(in AffinePoint<T> a, in AffinePoint<T> b) => (a.X - b.X).IsZero && (a.Y - b.Y).IsZero;

    private static AffinePoint<T> Times(in AffinePoint<T> point, BigInteger factor)
    {
        JacobianPoint<T> sum = default;
        for (var bit = (int)factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = JacobianPoint<T>.Double(sum);
            sum = ((factor >> bit) & 1).IsZero ? sum : sum + point;
        }

        return sum.ToAffine();
    }

    private BigInteger RoundedQuotient(BigInteger number)
    {
        var twice = 2 * number + _order;
        var quotient = BigInteger.DivRem(twice, 2 * _order, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>Two short vectors (a, b) with a + bλ = 0 modulo r, from the steps of Euclid's algorithm around the root of r.</summary>
    private ((BigInteger, BigInteger), (BigInteger, BigInteger)) Basis()
    {
        var (before, now) = ((Remainder: _order, Factor: BigInteger.Zero), (Remainder: Lambda, Factor: BigInteger.One));
        while (now.Remainder * now.Remainder > _order)
        {
            (before, now) = (now, Next(before, now));
        }

        var next = Next(before, now);
        var other = Length(before) <= Length(next) ? before : next;
        return ((now.Remainder, -now.Factor), (other.Remainder, -other.Factor));

        static BigInteger Length((BigInteger Remainder, BigInteger Factor) v) => v.Remainder * v.Remainder + v.Factor * v.Factor;

        static (BigInteger Remainder, BigInteger Factor) Next((BigInteger Remainder, BigInteger Factor) before, (BigInteger Remainder, BigInteger Factor) now)
        {
            var quotient = before.Remainder / now.Remainder;
            return (before.Remainder - quotient * now.Remainder, before.Factor - quotient * now.Factor);
        }
    }
}
