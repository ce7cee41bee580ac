using System.Numerics;
using Cos.Crypto.Curves.Bls12381;

namespace Cos.Crypto.Tests.Curves.Bls12381;

public sealed class PointEvaluationTests
{
    private static readonly byte[] Infinity = [0xc0, .. new byte[47]];

    /// <summary>Five times the generator commits to the polynomial that is 5 everywhere; its quotient is zero.</summary>
    private static readonly byte[] Five = Convert.FromHexString("b0e7791fb972fe014159aa33a98622da3cdc98ff707965e536d8636b5fcc5ac7a91a8c46e59a00dca575af0f18fb13dc");

    private static byte[] Word(BigInteger number)
    {
        var bytes = new byte[32];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, 32 - digits.Length);
        return bytes;
    }

    [Test]
    public void Verifies_a_constant_polynomial_everywhere()
    {
        foreach (var place in new[] { 0, 1, 77, Bls12381Curve.Order - 1 })
        {
            Assert.That(PointEvaluation.Verify(Five, Word(place), Word(5), Infinity), Is.True);
            Assert.That(PointEvaluation.Verify(Five, Word(place), Word(6), Infinity), Is.False);
            Assert.That(PointEvaluation.Verify(Five, Word(place), Word(5), Five), Is.False);
            Assert.That(PointEvaluation.Verify(Infinity, Word(place), Word(0), Infinity), Is.True);
        }
    }

    [Test]
    public void Verifies_the_polynomial_that_is_its_place_and_no_other_value()
    {
        // The ceremony's [τ]₁ commits to it, and its quotient is 1 everywhere.
        var commitment = Convert.FromHexString("ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81");
        var one = Convert.FromHexString("97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb");
        foreach (var place in new[] { 0, 1, 77, BigInteger.Pow(3, 150), Bls12381Curve.Order - 1 })
        {
            Assert.That(PointEvaluation.Verify(commitment, Word(place), Word(place), one), Is.True);
            Assert.That(PointEvaluation.Verify(commitment, Word(place), Word((place + 1) % Bls12381Curve.Order), one), Is.False);
            Assert.That(PointEvaluation.Verify(commitment, Word(place), Word(place), commitment), Is.False);
        }
    }

    [Test]
    public void Refuses_numbers_that_are_not_below_the_order()
    {
        Assert.That(PointEvaluation.Verify(Five, Word(Bls12381Curve.Order), Word(5), Infinity), Is.False);
        Assert.That(PointEvaluation.Verify(Five, Word(1), Word(Bls12381Curve.Order + 5), Infinity), Is.False);
        Assert.That(PointEvaluation.Verify(Five, Word(1).AsSpan(1), Word(5), Infinity), Is.False);
        Assert.That(PointEvaluation.Verify(Five, Word(1), [0, .. Word(5)], Infinity), Is.False);
    }

    [Test]
    public void Refuses_points_that_are_none()
    {
        byte[][] hostile =
        [
            [], Five[..47], [.. Five, 0], new byte[48], [0xe0, .. new byte[47]], [0xc0, .. new byte[46], 1], [0x40, .. new byte[47]],
            [.. Enumerable.Repeat((byte)0xff, 48)], [0x9f, .. Enumerable.Repeat((byte)0xff, 47)], [(byte)(Five[0] & 0x7f), .. Five[1..]],
            [0x80, .. new byte[47]], // (0, ±2) is on the curve, of order 3
            [0x80, .. new byte[46], 1], // x = 1
        ];
        foreach (var point in hostile)
        {
            Assert.That(PointEvaluation.Verify(point, Word(1), Word(5), Infinity), Is.False);
            Assert.That(PointEvaluation.Verify(Five, Word(1), Word(5), point), Is.False);
        }
    }

    [Test]
    public void Says_the_order_of_its_field() =>
        Assert.That(Convert.ToHexStringLower(PointEvaluation.FieldOrder), Is.EqualTo("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"));
}
