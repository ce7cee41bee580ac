using System.Numerics;
using Cos.Crypto.Curves.Bn254;

namespace Cos.Crypto.Tests.Curves.Bn254;

public sealed class Bn254ArithmeticTests
{
    private static readonly BigInteger P = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583");
    private static readonly BigInteger Order = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617");
    private static readonly byte[] Generator = [.. Word(1), .. Word(2)];
    private static readonly byte[] Infinity = new byte[64];

    /// <summary>The generator of EIP-197, the part with u first.</summary>
    private static readonly byte[] TwistGenerator =
    [
        .. Word(BigInteger.Parse("11559732032986387107991004021392285783925812861821192530917403151452391805634")),
        .. Word(BigInteger.Parse("10857046999023057135944570762232829481370756359578518086990519993285655852781")),
        .. Word(BigInteger.Parse("4082367875863433681332203403145435568316851327593401208105741076214120093531")),
        .. Word(BigInteger.Parse("8495653923123431417604973247489272438418190587263600148770280649306958101930")),
    ];

    private static byte[] Word(BigInteger number)
    {
        var bytes = new byte[32];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, 32 - digits.Length);
        return bytes;
    }

    private static byte[] Add(byte[] a, byte[] b)
    {
        var sum = new byte[64];
        Assert.That(Bn254Arithmetic.TryAdd(a, b, sum));
        return sum;
    }

    private static byte[] Multiply(byte[] point, BigInteger factor)
    {
        var product = new byte[64];
        Assert.That(Bn254Arithmetic.TryMultiply(point, Word(factor), product));
        return product;
    }

    private static byte[] Negate(byte[] point) => [.. point[..32], .. Word(P - new BigInteger(point.AsSpan(32), isUnsigned: true, isBigEndian: true))];

    private static bool IsOne(params byte[][] parts)
    {
        Assert.That(Bn254Arithmetic.TryCheckPairing(parts.SelectMany(p => p).ToArray(), out var isOne));
        return isOne;
    }

    [Test]
    public void Adds_and_multiplies_to_the_same_points()
    {
        var sum = Infinity;
        for (var i = 1; i <= 40; i++)
        {
            sum = Add(sum, Generator);
            Assert.That(Multiply(Generator, i), Is.EqualTo(sum));
        }
    }

    [Test]
    public void Doubles_the_generator_to_the_known_point() =>
        Assert.That(Convert.ToHexStringLower(Add(Generator, Generator)), Is.EqualTo(
            "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd315ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4"));

    [Test]
    public void Multiplies_as_a_group_of_the_order_does()
    {
        var random = new Random(254);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[64];
            random.NextBytes(bytes);
            var (a, b) = (new BigInteger(bytes.AsSpan(0, 32), isUnsigned: true), new BigInteger(bytes.AsSpan(32), isUnsigned: true));
            Assert.That(Multiply(Generator, (a + b) % Order), Is.EqualTo(Add(Multiply(Generator, a), Multiply(Generator, b))));
            Assert.That(Multiply(Multiply(Generator, a), b), Is.EqualTo(Multiply(Generator, a * b % Order)));
        }
    }

    [Test]
    public void Knows_infinity()
    {
        Assert.That(Multiply(Generator, 0), Is.EqualTo(Infinity));
        Assert.That(Multiply(Generator, Order), Is.EqualTo(Infinity));
        Assert.That(Multiply(Generator, Order + 1), Is.EqualTo(Generator));
        Assert.That(Multiply(Generator, (BigInteger.One << 256) - 1), Is.EqualTo(Multiply(Generator, ((BigInteger.One << 256) - 1) % Order)));
        Assert.That(Multiply(Infinity, 7), Is.EqualTo(Infinity));
        Assert.That(Add(Generator, Negate(Generator)), Is.EqualTo(Infinity));
        Assert.That(Add(Infinity, Infinity), Is.EqualTo(Infinity));
        Assert.That(Add(Infinity, Generator), Is.EqualTo(Generator));
    }

    [Test]
    public void Refuses_what_is_no_point()
    {
        byte[][] hostile =
        [
            [.. Word(1), .. Word(3)], [.. Word(0), .. Word(1)], [.. Word(P), .. Word(0)], [.. Word(P + 1), .. Word(2)], [.. Word(1), .. Word(P + 2)],
            [.. Word(1), .. Word((BigInteger.One << 256) - 1)], Generator[..63], [.. Generator, 0], [],
        ];
        foreach (var point in hostile)
        {
            Assert.That(Bn254Arithmetic.TryAdd(point, Generator, new byte[64]), Is.False);
            Assert.That(Bn254Arithmetic.TryAdd(Generator, point, new byte[64]), Is.False);
            Assert.That(Bn254Arithmetic.TryMultiply(point, Word(2), new byte[64]), Is.False);
            Assert.That(Bn254Arithmetic.TryCheckPairing([.. point, .. TwistGenerator], out _), Is.False);
        }
    }

    [Test]
    public void Pairs_bilinearly()
    {
        var random = new Random(197);
        for (var i = 0; i < 8; i++)
        {
            var (a, b) = ((BigInteger)random.NextInt64(), (BigInteger)random.NextInt64());
            Assert.That(IsOne(Multiply(Generator, a + b), TwistGenerator, Negate(Multiply(Generator, a)), TwistGenerator, Negate(Multiply(Generator, b)), TwistGenerator));
            Assert.That(IsOne(Multiply(Generator, a + b), TwistGenerator, Negate(Multiply(Generator, a)), TwistGenerator, Negate(Multiply(Generator, b + 1)), TwistGenerator), Is.False);
        }
    }

    [Test]
    public void Pairs_without_degenerating()
    {
        Assert.That(IsOne(), Is.True);
        Assert.That(IsOne(Generator, TwistGenerator), Is.False);
        Assert.That(IsOne(Infinity, TwistGenerator), Is.True);
        Assert.That(IsOne(Generator, new byte[128]), Is.True);
        Assert.That(IsOne(Generator, TwistGenerator, Negate(Generator), TwistGenerator), Is.True);
        Assert.That(IsOne(Generator, TwistGenerator, Generator, TwistGenerator), Is.False);
    }

    [Test]
    public void Refuses_pairs_of_wrong_length_or_twist_points_that_are_none()
    {
        byte[] pair = [.. Generator, .. TwistGenerator];
        foreach (var length in new[] { 1, 64, 191, 193, 383 })
        {
            Assert.That(Bn254Arithmetic.TryCheckPairing(new byte[length], out _), Is.False);
        }

        for (var coordinate = 2; coordinate < 6; coordinate++)
        {
            foreach (var number in new[] { P, (BigInteger.One << 256) - 1, 1 })
            {
                var changed = pair.ToArray();
                Word(number).CopyTo(changed, coordinate * 32);
                Assert.That(Bn254Arithmetic.TryCheckPairing(changed, out var isOne), Is.False);
                Assert.That(isOne, Is.False);
            }
        }
    }
}
