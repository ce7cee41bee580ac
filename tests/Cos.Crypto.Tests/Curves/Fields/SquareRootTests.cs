using System.Numerics;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Tests.Curves.Fields;

public sealed class SquareRootTests
{
    private static IEnumerable<Fp2<Fp>> Numbers()
    {
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            yield return new(Draw(i % 5), Draw(i % 4));
        }

        Fp Draw(int kind)
        {
            var bytes = new byte[48];
            random.NextBytes(bytes);
            return kind == 0 ? Fp.Zero : Fp.Form.Of(new BigInteger(bytes, isUnsigned: true));
        }
    }

    [Test]
    public void Finds_a_root_of_every_square()
    {
        foreach (var number in Numbers())
        {
            Assert.That(SquareRoot.TryFind(Fp.Square(number.A), out var root));
            Assert.That((Fp.Square(root) - Fp.Square(number.A)).IsZero);
            var square = Fp2<Fp>.Square(number);
            Assert.That(SquareRoot.TryFind(square, out var pair));
            Assert.That((Fp2<Fp>.Square(pair) - square).IsZero);
        }
    }

    [Test]
    public void Finds_none_of_what_is_no_square()
    {
        // 1 + u is no square, so it times a square is none.
        foreach (var number in Numbers().Where(n => !n.IsZero))
        {
            Assert.That(SquareRoot.TryFind(Fp2<Fp>.Square(number) * Bls12381Curve.Xi, out Fp2<Fp> _), Is.False);
        }

        Assert.That(SquareRoot.TryFind(-Fp.One, out Fp _), Is.False);
    }

    [Test]
    public void Knows_the_sign_of_every_number()
    {
        foreach (var number in Numbers())
        {
            if (!number.IsZero)
            {
                Assert.That(SquareRoot.IsLarge(number), Is.Not.EqualTo(SquareRoot.IsLarge(-number)));
                Assert.That(SquareRoot.IsOdd(number), Is.Not.EqualTo(SquareRoot.IsOdd(-number)));
            }
        }

        Assert.That(SquareRoot.IsLarge(Fp2<Fp>.Zero) || SquareRoot.IsOdd(Fp2<Fp>.Zero), Is.False);
        Assert.That(SquareRoot.IsOdd(new Fp2<Fp>(Fp.Zero, Fp.One)), Is.True);
        Assert.That(SquareRoot.IsOdd(new Fp2<Fp>(Fp.Form.Of(2), Fp.One)), Is.False);
    }
}
