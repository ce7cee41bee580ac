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
    public void Calculates_with_pairs_as_with_integers_and_a_root_of_minus_one() => Both(new Pairs());

    [Test]
    public void Calculates_the_same_without_machine_code() => Both(new Twins());

    [Test]
    public void Stays_right_through_long_chains_at_the_edges_of_the_field() => Both(new Chains());

    [Test]
    public void Inverts_what_has_an_inverse() => Both(new Inverts());

    [Test]
    public void Reads_back_what_it_writes_and_refuses_what_is_not_below_p() => Both(new Encodes());

    [Test]
    public void Derives_its_constants_from_the_prime() => Both(new Constants());

    private static void Both(IFieldCheck check)
    {
        check.Run<Bn>(256);
        check.Run<Bls>(384);
    }

    private static BigInteger Number<T>(T element)
        where T : struct, IPrimeField<T>
    {
        var bytes = new byte[T.Form.ByteCount];
        PrimeField.Write(element, bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static BigInteger FromWords(ReadOnlySpan<ulong> words) =>
        new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(words), isUnsigned: true);

    private static BigInteger Mod(BigInteger number, BigInteger p) => ((number % p) + p) % p;

    private static Gen<BigInteger> Numbers<T>()
        where T : struct, IPrimeField<T>
    {
        var p = T.Form.Modulus;
        var random = Gen.Byte.Array[T.Form.ByteCount].Select(b => new BigInteger(b, isUnsigned: true) % p);
        var edges = Enumerable.Range(0, 8).SelectMany(i => new[] { i, p - 1 - i, (p / 2) + i - 4, (BigInteger.One << T.Form.ByteCount * 8 - 64) + i - 4 }).ToArray();
        return Gen.OneOf(random, Gen.Int[0, edges.Length - 1].Select(i => edges[i]));
    }

    private interface IFieldCheck
    {
        void Run<T>(int bits)
            where T : struct, IPrimeField<T>;
    }

    private sealed class Calculates : IFieldCheck
    {
        public void Run<T>(int bits)
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
                Assert.That(Number(T.ThreeHalves(a)), Is.EqualTo(Mod(3 * x * ((p + 1) / 2), p)));
                Assert.That((a - b).IsZero, Is.EqualTo(x == y));
                Assert.That(PrimeField.IsOdd(a), Is.EqualTo(!x.IsEven));
                Assert.That(PrimeField.IsLarge(a), Is.EqualTo(x > (p - 1) / 2));
            }, threads: 1);
        }
    }

    private sealed class Pairs : IFieldCheck
    {
        public void Run<T>(int bits)
            where T : struct, IPrimeField<T>
        {
            var p = T.Form.Modulus;
            Gen.Select(Numbers<T>(), Numbers<T>(), Numbers<T>(), Numbers<T>()).Sample((x, y, z, w) =>
            {
                var (a, b) = (new Fp2<T>(T.Form.Of(x), T.Form.Of(y)), new Fp2<T>(T.Form.Of(z), T.Form.Of(w)));
                Same(a + b, x + z, y + w);
                Same(a - b, x - z, y - w);
                Same(-a, -x, -y);
                Same(Fp2<T>.ThreeHalves(a), 3 * x * ((p + 1) / 2), 3 * y * ((p + 1) / 2));
                Same(FieldArithmetic<T>.TimesOneAndRoot(a), x - y, x + y);
                Same(a * b, x * z - y * w, x * w + y * z);
                Same(Fp2<T>.Square(a), x * x - y * y, 2 * x * y);

                // The result may lie where an operand does.
                var place = a;
                place *= place;
                Same(place, x * x - y * y, 2 * x * y);
                place -= b;
                place = Fp2<T>.Square(place);
                Assert.That((place - Fp2<T>.Square(a * a - b)).IsZero);
            }, threads: 1);

            void Same(Fp2<T> pair, BigInteger low, BigInteger high)
            {
                Assert.That(Number(pair.A), Is.EqualTo(Mod(low, p)));
                Assert.That(Number(pair.B), Is.EqualTo(Mod(high, p)));
            }
        }
    }

    private sealed class Twins : IFieldCheck
    {
        public void Run<T>(int bits)
            where T : struct, IPrimeField<T>
        {
            var p = T.Form.Modulus;
            var words = bits / 64;
            var portable = new FieldLimbs(p, words);
            var inverse = BigInteger.ModPow(BigInteger.One << bits, p - 2, p);
            var result = new ulong[words];
            Gen.Select(Numbers<T>(), Numbers<T>(), Numbers<T>(), Numbers<T>()).Sample((x, y, z, w) =>
            {
                var (a, b, c, d) = (Words(x), Words(y), Words(z), Words(w));
                portable.Add(result, a, b);
                Assert.That(FromWords(result), Is.EqualTo((x + y) % p));
                portable.Subtract(result, a, b);
                Assert.That(FromWords(result), Is.EqualTo(Mod(x - y, p)));
                portable.AddProducts(result, a, b, [], []);
                Assert.That(FromWords(result), Is.EqualTo(x * y * inverse % p));
                portable.AddProducts(result, a, b, c, d);
                Assert.That(FromWords(result), Is.EqualTo((x * y + z * w) * inverse % p));
            }, threads: 1);

            ulong[] Words(BigInteger number)
            {
                var limbs = new ulong[words];
                PrimeField.Exponent(number).CopyTo(limbs, 0);
                return limbs;
            }
        }
    }

    private sealed class Chains : IFieldCheck
    {
        public void Run<T>(int bits)
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
        public void Run<T>(int bits)
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
        public void Run<T>(int bits)
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
        public void Run<T>(int bits)
            where T : struct, IPrimeField<T>
        {
            var p = BigInteger.Parse("0" + T.ModulusHex, System.Globalization.NumberStyles.HexNumber);
            var radix = BigInteger.One << bits;
            Assert.That(T.Form.Modulus, Is.EqualTo(p));
            Assert.That(FromWords(FieldArithmetic<T>.Limbs(T.Form.One)), Is.EqualTo(radix % p));
            Assert.That(FromWords(FieldArithmetic<T>.Limbs(T.Form.RadixSquared)), Is.EqualTo(radix * radix % p));
            Assert.That(FromWords(FieldArithmetic<T>.Limbs(T.Form.RadixCubed)), Is.EqualTo(radix * radix * radix % p));
            Assert.That(FromWords(FieldArithmetic<T>.Limbs(T.Form.RawOne)), Is.EqualTo(BigInteger.One));

            // What the bounds of the machine code rest on.
            Assert.That(4 * p, Is.LessThan(radix));
        }
    }
}
