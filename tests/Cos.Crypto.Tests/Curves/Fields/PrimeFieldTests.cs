using System.Numerics;
using Cos.Crypto.Curves.Fields;
using CsCheck;
using Bls = Cos.Crypto.Curves.Bls12381.Fp;
using Bn = Cos.Crypto.Curves.Bn254.Fp;

namespace Cos.Crypto.Tests.Curves.Fields;

public sealed class PrimeFieldTests
{
    [Test]
    public void Calculates_as_the_integers_modulo_p() => Both(new Calculates());

    [Test]
    public void Stays_right_through_long_chains_at_the_edges_of_the_representation() => Both(new Chains());

    [Test]
    public void Inverts_what_has_an_inverse() => Both(new Inverts());

    [Test]
    public void Reads_back_what_it_writes_and_refuses_what_is_not_below_p() => Both(new Encodes());

    [Test]
    public void Derives_its_constants_from_the_prime() => Both(new Constants());

    private static void Both(IFieldCheck check)
    {
        check.Run<Bn>(256, 5 * 52, Bn.ModulusHex);
        check.Run<Bls>(384, 7 * 56, Bls.ModulusHex);
    }

    private static BigInteger Number<T>(T element)
        where T : struct, IPrimeField<T>
    {
        var bytes = new byte[T.Form.ByteCount];
        PrimeField.Write(element, bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static BigInteger Mod(BigInteger number, BigInteger p) => ((number % p) + p) % p;

    private static Gen<BigInteger> Numbers<T>()
        where T : struct, IPrimeField<T>
    {
        var p = T.Form.Modulus;
        var random = Gen.Byte.Array[T.Form.ByteCount].Select(b => new BigInteger(b, isUnsigned: true) % p);
        var edges = Enumerable.Range(0, 8).SelectMany(i => new[] { i, p - 1 - i, (p / 2) + i - 4, (BigInteger.One << T.Form.LimbBits * (T.Form.Limbs - 1)) + i - 4 }).ToArray();
        return Gen.OneOf(random, Gen.Int[0, edges.Length - 1].Select(i => edges[i]));
    }

    private interface IFieldCheck
    {
        void Run<T>(int bits, int radixBits, string modulus)
            where T : struct, IPrimeField<T>;
    }

    private sealed class Calculates : IFieldCheck
    {
        public void Run<T>(int bits, int radixBits, string modulus)
            where T : struct, IPrimeField<T>
        {
            var p = T.Form.Modulus;
            Gen.Select(Numbers<T>(), Numbers<T>()).Sample((x, y) =>
            {
                var (a, b) = (T.Form.Of(x), T.Form.Of(y));
                Assert.That(Number(a + b), Is.EqualTo(Mod(x + y, p)));
                Assert.That(Number(a - b), Is.EqualTo(Mod(x - y, p)));
                Assert.That(Number(-a), Is.EqualTo(Mod(-x, p)));
                Assert.That(Number(a * b), Is.EqualTo(Mod(x * y, p)));
                Assert.That(Number(T.Square(a)), Is.EqualTo(Mod(x * x, p)));
                Assert.That(Number(T.SumOfProducts(a, b, -b, a + b)), Is.EqualTo(Mod(x * y - y * (x + y), p)));
                Assert.That(Number(T.DifferenceOfProducts(a, b, b - a, -a)), Is.EqualTo(Mod(x * y + (y - x) * x, p)));
                Assert.That(Number(T.MultiplySum(a, b, a - b)), Is.EqualTo(Mod(x * x - y * y, p)));
                Assert.That((a - b).IsZero, Is.EqualTo(x == y));
                Assert.That(PrimeField.IsOdd(a), Is.EqualTo(!x.IsEven));
                Assert.That(PrimeField.IsLarge(a), Is.EqualTo(x > (p - 1) / 2));
            }, threads: 1);
        }
    }

    private sealed class Chains : IFieldCheck
    {
        public void Run<T>(int bits, int radixBits, string modulus)
            where T : struct, IPrimeField<T>
        {
            var p = T.Form.Modulus;
            Gen.Select(Numbers<T>(), Gen.Int[0, 6].Array[0, 60]).Sample((start, steps) =>
            {
                var (a, b, x, y) = (T.Form.Of(start), T.One, start, BigInteger.One);
                foreach (var step in steps)
                {
                    (a, x, b, y) = step switch
                    {
                        0 => (a + b, x + y, b, y),
                        1 => (a - b, x - y, b, y),
                        2 => (a * b, x * y, b, y),
                        3 => (T.Square(a), x * x, b, y),
                        4 => (-a, -x, b, y),
                        5 => (b, y, a, x),
                        _ => (a + a, x + x, a, x),
                    };
                    (x, y) = (Mod(x, p), Mod(y, p));
                    Assert.That(Number(a), Is.EqualTo(x));
                    Assert.That(a.IsZero, Is.EqualTo(x.IsZero));
                }
            }, threads: 1);
        }
    }

    private sealed class Inverts : IFieldCheck
    {
        public void Run<T>(int bits, int radixBits, string modulus)
            where T : struct, IPrimeField<T>
        {
            Assert.That(T.Invert(T.Zero).IsZero);
            Assert.That(T.Invert(T.One - T.One).IsZero);
            var p = T.Form.Modulus;
            Numbers<T>().Where(x => !x.IsZero).Sample(x =>
            {
                var inverse = T.Invert(T.Form.Of(x));
                Assert.That(Number(inverse), Is.EqualTo(BigInteger.ModPow(x, p - 2, p)));
                Assert.That(Number(PrimeField.Power(T.Form.Of(x), PrimeField.Exponent(p - 2))), Is.EqualTo(Number(inverse)));
            }, threads: 1);
        }
    }

    private sealed class Encodes : IFieldCheck
    {
        public void Run<T>(int bits, int radixBits, string modulus)
            where T : struct, IPrimeField<T>
        {
            var p = T.Form.Modulus;
            var bytes = new byte[bits / 8];
            foreach (var x in new[] { BigInteger.Zero, 1, p - 1 })
            {
                Assert.That(PrimeField.TryRead(Encoded(x, bits / 8), out T element));
                PrimeField.Write(element, bytes);
                Assert.That(bytes, Is.EqualTo(Encoded(x, bits / 8)));
            }

            foreach (var x in new[] { p, p + 1, 2 * p, (BigInteger.One << bits) - 1 })
            {
                Assert.That(PrimeField.TryRead<T>(Encoded(x, bits / 8), out _), Is.False);
            }

            Assert.That(PrimeField.TryRead<T>(bytes.AsSpan(1), out _), Is.False);
            Assert.That(PrimeField.TryRead<T>([], out _), Is.False);
            PrimeField.Write(T.Form.Of(5) - T.Form.Of(5), bytes);
            Assert.That(bytes, Is.All.Zero);
        }

        private static byte[] Encoded(BigInteger number, int length)
        {
            var bytes = new byte[length];
            var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
            digits.CopyTo(bytes, length - digits.Length);
            return bytes;
        }
    }

    private sealed class Constants : IFieldCheck
    {
        public void Run<T>(int bits, int radixBits, string modulus)
            where T : struct, IPrimeField<T>
        {
            var p = BigInteger.Parse("0" + modulus, System.Globalization.NumberStyles.HexNumber);
            var radix = BigInteger.One << radixBits;
            Assert.That(T.Form.Modulus, Is.EqualTo(p));
            Assert.That(Limbs(T.Form.One), Is.EqualTo(radix % p));
            Assert.That(Limbs(T.Form.RadixSquared), Is.EqualTo(radix * radix % p));
            Assert.That(Limbs(T.Form.RadixCubed), Is.EqualTo(radix * radix * radix % p));
            Assert.That(Limbs(T.Form.RawOne), Is.EqualTo(BigInteger.One));
        }

        private static BigInteger Limbs<T>(T element)
            where T : struct, IPrimeField<T>
        {
            var limbs = new ulong[T.Form.Limbs];
            element.CopyLimbs(limbs);
            return limbs.Select((limb, i) => (BigInteger)limb << (i * T.Form.LimbBits)).Aggregate((a, b) => a + b);
        }
    }
}
