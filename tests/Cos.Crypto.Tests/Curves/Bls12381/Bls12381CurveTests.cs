using System.Numerics;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Tests.Curves.Bls12381;

public sealed class Bls12381CurveTests
{
    private static readonly BigInteger X = -(BigInteger)Bls12381Curve.NegatedParameter;
    private static readonly BigInteger P = Fp.Form.Modulus;

    [Test]
    public void Has_the_prime_and_the_order_of_its_parameter()
    {
        Assert.That(Bls12381Curve.Order, Is.EqualTo(X * X * X * X - X * X + 1));
        Assert.That(P, Is.EqualTo((X - 1) * (X - 1) * Bls12381Curve.Order / 3 + X));
    }

    [Test]
    public void Tells_points_of_the_curves_group_from_others()
    {
        // The curve has (x-1)²/3 times the order points.
        var cofactor = (X - 1) * (X - 1) / 3;
        var seen = 0;
        for (var x = 1; seen < 12; x++)
        {
            var abscissa = Fp.Form.Of(x);
            if (!SquareRoot.TryFind(Fp.Square(abscissa) * abscissa + Bls12381Curve.B, out var y))
            {
                continue;
            }

            seen++;
            var point = new AffinePoint<Fp>(abscissa, y);
            Assert.That(SlowMultiple.Of(point, Bls12381Curve.Order).IsInfinity, Is.False);
            Assert.That(Bls12381Curve.IsInGroup(point), Is.False);
            var inside = SlowMultiple.Of(point, cofactor).ToAffine();
            Assert.That(SlowMultiple.Of(inside, Bls12381Curve.Order).IsInfinity);
            Assert.That(Bls12381Curve.IsInGroup(inside));
            var small = SlowMultiple.Of(point, Bls12381Curve.Order).ToAffine();
            Assert.That(Bls12381Curve.IsInGroup(small), Is.False);
        }
    }

    [Test]
    public void Tells_points_of_the_twists_group_from_others()
    {
        // Known from the sextic twist: (x⁸ - 4x⁷ + 5x⁶ - 4x⁴ + 6x³ - 4x² - 4x + 13)/9 times the order points.
        var cofactor = (BigInteger.Pow(X, 8) - 4 * BigInteger.Pow(X, 7) + 5 * BigInteger.Pow(X, 6) - 4 * BigInteger.Pow(X, 4)
            + 6 * BigInteger.Pow(X, 3) - 4 * X * X - 4 * X + 13) / 9;
        var seen = 0;
        for (var x = 1; seen < 12; x++)
        {
            if (SlowMultiple.PointAt(new Fp2<Fp>(Fp.Form.Of(x), Fp.One), Bls12381Curve.TwistB) is not { } point)
            {
                continue;
            }

            seen++;
            Assert.That(Bls12381Curve.IsInGroup(point), Is.False);
            var inside = SlowMultiple.Of(point, cofactor).ToAffine();
            Assert.That(SlowMultiple.Of(inside, Bls12381Curve.Order).IsInfinity);
            Assert.That(Bls12381Curve.IsInGroup(inside));
            Assert.That(Bls12381Curve.IsInGroup(SlowMultiple.Of(point, Bls12381Curve.Order).ToAffine()), Is.False);
        }
    }

    [Test]
    public void Maps_into_the_groups()
    {
        for (var i = 0; i < 20; i++)
        {
            var number = Fp.Form.Of(BigInteger.Pow(7, 20 * i));
            Assert.That(SlowMultiple.Of(Bls12381Curve.MapToGroup(number), Bls12381Curve.Order).IsInfinity);
            Assert.That(Bls12381Curve.MapToGroup(number).IsOnCurve(Bls12381Curve.B));
            var pair = new Fp2<Fp>(number, Fp.Form.Of(i));
            Assert.That(SlowMultiple.Of(Bls12381Curve.MapToGroup(pair), Bls12381Curve.Order).IsInfinity);
            Assert.That(Bls12381Curve.MapToGroup(pair).IsOnCurve(Bls12381Curve.TwistB));
        }
    }

    [Test]
    public void Splits_every_multiple_of_the_twist_into_four_short_ones()
    {
        var point = Bls12381Curve.MapToGroup(Fp2<Fp>.One);
        foreach (var factor in new[] { 0, 1, -X, X * X, -X * X * X, Bls12381Curve.Order - 1, Bls12381Curve.Order, (BigInteger.One << 256) - 1 })
        {
            var quarters = new ScaledPoint<Fp2<Fp>>[4];
            Bls12381Curve.Split(point, factor, quarters);
            Assert.That(quarters.Select(q => (BigInteger)q.Factor), Is.All.LessThan(-X));
            var slow = SlowMultiple.Of(point, factor);
            Assert.That(Multiples.Straus<Fp2<Fp>, Bls12381Curve>(quarters).IsSame(slow));
            Assert.That(Multiples.Buckets<Fp2<Fp>>(quarters).IsSame(slow));
        }
    }

    [Test]
    public void Pairs_no_point_of_the_twist_outside_the_group()
    {
        var inside = Bls12381Curve.MapToGroup(Fp2<Fp>.One);
        var outside = SlowMultiple.FirstOf(Bls12381Curve.TwistB);
        var small = SlowMultiple.Of(outside, Bls12381Curve.Order).ToAffine();
        foreach (var point in new[] { outside, -outside, small, (JacobianPoint<Fp2<Fp>>.From(outside) + inside).ToAffine() })
        {
            Assert.That(Bls12381Curve.TryCheckProduct([new(Bls12381Curve.Generator, point)], out _), Is.False);
            Assert.That(Bls12381Curve.TryCheckProduct([new(Bls12381Curve.Generator, inside), new(Bls12381Curve.Generator, point)], out var isOne), Is.False);
            Assert.That(isOne, Is.False);
        }
    }

    [Test]
    public void Pairs_no_point_of_the_twist_of_a_small_order()
    {
        // 13² and 23² divide the cofactor: such points meet the cases that the loop's formulas do not cover.
        var cofactor = (BigInteger.Pow(X, 8) - 4 * BigInteger.Pow(X, 7) + 5 * BigInteger.Pow(X, 6) - 4 * BigInteger.Pow(X, 4)
            + 6 * BigInteger.Pow(X, 3) - 4 * X * X - 4 * X + 13) / 9;
        foreach (var order in new[] { 13, 23 })
        {
            Assert.That(cofactor % (order * order), Is.EqualTo(BigInteger.Zero));
            var point = SlowMultiple.Of(SlowMultiple.FirstOf(Bls12381Curve.TwistB), cofactor / (order * order) * Bls12381Curve.Order);
            while (SlowMultiple.Of(point.ToAffine(), order) is { IsInfinity: false } next)
            {
                point = next;
            }

            Assert.That(point.IsInfinity, Is.False);
            Assert.That(Bls12381Curve.TryCheckProduct([new(Bls12381Curve.Generator, point.ToAffine())], out _), Is.False);
        }
    }

    [Test]
    public void Tells_by_the_end_of_the_loop_what_the_definition_tells()
    {
        // The cofactor's small primes; points whose order has some of them, the group's order, and the large rest.
        var cofactor = (BigInteger.Pow(X, 8) - 4 * BigInteger.Pow(X, 7) + 5 * BigInteger.Pow(X, 6) - 4 * BigInteger.Pow(X, 4)
            + 6 * BigInteger.Pow(X, 3) - 4 * X * X - 4 * X + 13) / 9;
        int[] primes = [13, 23, 2713, 11953, 262069];
        var rest = primes.Aggregate(cofactor, (left, prime) => left / prime) / (13 * 23);
        Assert.That(rest * 13 * 23 * primes.Aggregate(BigInteger.One, (product, prime) => product * prime), Is.EqualTo(cofactor));
        var (inside, outside, n) = (0, 0, 0);
        for (var x = 1; inside + outside < 60; x++)
        {
            if (SlowMultiple.PointAt(new Fp2<Fp>(Fp.Form.Of(x * x), Fp.Form.Of(7 * x)), Bls12381Curve.TwistB) is not { } start)
            {
                continue;
            }

            foreach (var factor in new[] { BigInteger.One, rest, cofactor / primes[n++ % 5], cofactor, cofactor * 5, Bls12381Curve.Order * rest })
            {
                var point = SlowMultiple.Of(start, factor).ToAffine();
                if (point.IsInfinity)
                {
                    continue;
                }

                var isInside = SlowMultiple.Of(point, Bls12381Curve.Order).IsInfinity;
                (inside, outside) = isInside ? (inside + 1, outside) : (inside, outside + 1);
                Assert.That(Bls12381Curve.TryCheckProduct([new(Bls12381Curve.Generator, point)], out _), Is.EqualTo(isInside));
                Assert.That(Bls12381Curve.IsInGroup(point), Is.EqualTo(isInside));
            }
        }

        Assert.That(inside, Is.GreaterThan(15));
        Assert.That(outside, Is.GreaterThan(30));
    }

    [Test]
    public void Pairs_prepared_points_alike()
    {
        var (p, q) = (Bls12381Curve.Generator, Bls12381Curve.MapToGroup(Fp2<Fp>.One));
        var other = Bls12381Curve.MapToGroup(Fp.One);
        var value = MillerLoop.Run<Fp, Bls12381Curve>([new(p, q), new(other, -q)], out _);
        var lines = MillerLoop.Prepare<Fp, Bls12381Curve>(q);
        var prepared = MillerLoop.RunPrepared<Fp, Bls12381Curve>(p, lines, other, MillerLoop.Prepare<Fp, Bls12381Curve>(-q));
        Assert.That((Bls12381Curve.FinalPower(value) - Bls12381Curve.FinalPower(prepared)).IsZero);
        Assert.That(Bls12381Curve.FinalPower(value).IsOne, Is.False);
    }

    [Test]
    public void Ends_pairings_in_the_group_of_the_order()
    {
        var value = Bls12381Curve.FinalPower(MillerLoop.Run<Fp, Bls12381Curve>([new(Bls12381Curve.Generator, Bls12381Curve.MapToGroup(Fp2<Fp>.One))], out _));
        Assert.That(value.IsOne, Is.False);
        Assert.That(PrimeField.Power(value, PrimeField.Exponent(Bls12381Curve.Order)).IsOne);
    }
}
