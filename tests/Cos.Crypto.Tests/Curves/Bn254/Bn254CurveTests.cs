using System.Numerics;
using Cos.Crypto.Curves.Bn254;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Tests.Curves.Bn254;

public sealed class Bn254CurveTests
{
    private static readonly BigInteger X = Bn254Curve.Parameter;

    [Test]
    public void Has_the_prime_and_the_order_of_its_parameter()
    {
        Assert.That(Fp.Form.Modulus, Is.EqualTo(36 * X * X * X * X + 36 * X * X * X + 24 * X * X + 6 * X + 1));
        Assert.That(Bn254Curve.Order, Is.EqualTo(36 * X * X * X * X + 36 * X * X * X + 18 * X * X + 6 * X + 1));
    }

    [Test]
    public void Splits_every_multiple_into_two_short_ones()
    {
        var map = Bn254Curve.Endomorphism;
        Assert.That((map.Lambda * map.Lambda + map.Lambda + 1) % Bn254Curve.Order, Is.EqualTo(BigInteger.Zero));
        var generator = new AffinePoint<Fp>(Fp.One, Fp.Form.Of(2));
        foreach (var factor in new[] { 0, 1, map.Lambda, map.Lambda - 1, Bn254Curve.Order - 1, Bn254Curve.Order, (BigInteger.One << 256) - 1 })
        {
            map.Split(generator, factor, out var first, out var second);
            Assert.That(BigInteger.Max(first.Factor, second.Factor), Is.LessThan(BigInteger.One << 128));
            var slow = SlowMultiple.Of(generator, factor);
            Assert.That(Multiples.Straus<Fp, Bn254Curve>([first, second]).IsSame(slow));
            Assert.That(Multiples.Buckets<Fp>([first, second]).IsSame(slow));
        }
    }

    [Test]
    public void Tells_twist_points_of_the_group_from_others()
    {
        var seen = 0;
        for (var x = 1; seen < 12; x++)
        {
            if (SlowMultiple.PointAt(new Fp2<Fp>(Fp.Form.Of(x), Fp.One), Bn254Curve.TwistB) is not { } point)
            {
                continue;
            }

            seen++;
            Assert.That(point.IsOnCurve(Bn254Curve.TwistB));
            Assert.That(Bn254Curve.IsInGroup(point), Is.EqualTo(SlowMultiple.Of(point, Bn254Curve.Order).IsInfinity));
            Assert.That(Bn254Curve.IsInGroup(point), Is.False);

            // The twist has order·(2p - order) points: the cofactor takes a point into the group.
            var inside = SlowMultiple.Of(point, 2 * Fp.Form.Modulus - Bn254Curve.Order).ToAffine();
            Assert.That(SlowMultiple.Of(inside, Bn254Curve.Order).IsInfinity);
            Assert.That(Bn254Curve.IsInGroup(inside));
        }
    }

    [Test]
    public void Ends_pairings_in_the_group_of_the_order()
    {
        var point = SlowMultiple.FirstOf(Bn254Curve.TwistB);
        var inside = SlowMultiple.Of(point, 2 * Fp.Form.Modulus - Bn254Curve.Order).ToAffine();
        var value = Bn254Curve.FinalPower(MillerLoop.Run<Fp, Bn254Curve>([new(new(Fp.One, Fp.Form.Of(2)), inside)], out _));
        Assert.That(value.IsOne, Is.False);
        Assert.That(PrimeField.Power(value, PrimeField.Exponent(Bn254Curve.Order)).IsOne);
    }
}
