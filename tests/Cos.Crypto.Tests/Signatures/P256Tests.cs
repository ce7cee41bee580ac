using System.Security.Cryptography;
using Cos.Crypto.Signatures;
using CsCheck;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Utilities;
using Point = Org.BouncyCastle.Math.EC.ECPoint;

namespace Cos.Crypto.Tests.Signatures;

public sealed class P256Tests
{
    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256r1");
    private static readonly BigInteger Order = Parameters.N;
    private static readonly BigInteger Prime = Parameters.Curve.Field.Characteristic;
    private static readonly IP256Library[] Backends = NativeP256.TryLoad() is { } native ? [native, new ManagedP256()] : [new ManagedP256()];

    // RFC 6979 appendix A.2.5, SHA-256 of "sample"; and the first signature of Wycheproof's collection, SHA-256 of "123400".
    [TestCase("af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf",
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716", "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6", "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")]
    [TestCase("bb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023",
        "2ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18", "4cd60b855d442f5b3c7b11eb6c4e0ae7525fe710fab9aa7c77a67f79e6fadd76",
        "2927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838", "c7787964eaac00e5921fb1498a60f4606766b3d9685001558d1a974e7341513e")]
    public void Verifies_published_signatures(string hash, string r, string s, string x, string y)
    {
        var numbers = new[] { hash, r, s, x, y }.Select(n => new BigInteger(n, 16)).ToArray();
        Assert.That(Verify(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
        Assert.That(Verify(numbers[0], numbers[1], Order.Subtract(numbers[2]), numbers[3], numbers[4]), "a high s is as good");
        Assert.That(Verify(numbers[0].Add(BigInteger.One), numbers[1], numbers[2], numbers[3], numbers[4]), Is.False);
        Assert.That(Verify(numbers[0], numbers[2], numbers[1], numbers[3], numbers[4]), Is.False);
        Assert.That(P256.BackendDescription, Is.Not.Empty);
    }

    [Test]
    public void Agrees_with_the_platform_on_random_signatures_and_their_mutations() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, (5 * 256) - 1]).Sample((hash, bit) =>
        {
            using var key = ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            var point = key.ExportParameters(false).Q;
            byte[] input = [.. hash, .. key.SignHash(hash), .. point.X!, .. point.Y!];
            Assert.That(Verify(input));
            input[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(Verify(input), Is.False);
        }, iter: 50);

    [Test]
    public void Refuses_numbers_out_of_range()
    {
        var (hash, k) = (BigInteger.ValueOf(77), BigInteger.ValueOf(5));
        var (r, s) = Sign(hash, BigInteger.One, k);
        var (x, y) = Affine(Parameters.G);
        Assert.That(Verify(hash, r, s, x, y));
        foreach (var bad in new[] { BigInteger.Zero, Order, Order.Add(BigInteger.One), BigInteger.One.ShiftLeft(256).Subtract(BigInteger.One) })
        {
            Assert.That(Verify(hash, bad, s, x, y), Is.False);
            Assert.That(Verify(hash, r, bad, x, y), Is.False);
            Assert.That(Verify(hash, bad, bad, x, y), Is.False);
        }

        Assert.That(Verify(hash, r, s, x, Prime.Subtract(y)), Is.False, "the opposite point is another key");
        Assert.That(Verify(hash, r, s, x, y.Add(BigInteger.One)), Is.False, "off the curve");
        Assert.That(Verify(hash, r, s, BigInteger.Zero, BigInteger.Zero), Is.False, "infinity, as some encode it");
        Assert.That(Verify(hash, r, s, Prime, y), Is.False);
        Assert.That(Verify(hash, r, s, x, Prime), Is.False);
    }

    [Test]
    public void Refuses_a_coordinate_that_is_right_only_modulo_the_prime()
    {
        // x = 5 is on the curve, and 5 + p still fits in 32 bytes.
        var y = Parameters.Curve.FromBigInteger(BigInteger.ValueOf(5));
        var root = y.Square().Multiply(y).Add(y.Multiply(Parameters.Curve.A)).Add(Parameters.Curve.B).Sqrt();
        Assert.That(root, Is.Not.Null);
        var key = Parameters.Curve.CreatePoint(BigInteger.ValueOf(5), root.ToBigInteger());
        // For any key, R = aG + bQ, r = x(R), s = r / b, hash = a s is a valid signature.
        var (a, b) = (BigInteger.ValueOf(11), BigInteger.ValueOf(13));
        var r = Affine(Parameters.G.Multiply(a).Add(key.Multiply(b)).Normalize()).X.Mod(Order);
        var s = r.Multiply(b.ModInverse(Order)).Mod(Order);
        var hash = a.Multiply(s).Mod(Order);
        Assert.That(Verify(hash, r, s, BigInteger.ValueOf(5), root.ToBigInteger()));
        Assert.That(Verify(hash, r, s, BigInteger.ValueOf(5).Add(Prime), root.ToBigInteger()), Is.False);
    }

    [Test]
    public void Accepts_a_hash_of_zero_and_hashes_above_the_order()
    {
        var (x, y) = Affine(Parameters.G);
        foreach (var hash in new[] { BigInteger.Zero, Order, Order.Add(BigInteger.Two), BigInteger.One.ShiftLeft(256).Subtract(BigInteger.One) })
        {
            var (r, s) = Sign(hash, BigInteger.One, BigInteger.ValueOf(9));
            Assert.That(Verify(hash, r, s, x, y), $"{hash}");
        }
    }

    [Test]
    public void Doubles_when_both_products_are_the_same_point_and_refuses_their_infinity()
    {
        var (x, y) = Affine(Parameters.G);
        var k = BigInteger.ValueOf(1234567);
        var r = Affine(Parameters.G.Multiply(k).Normalize()).X.Mod(Order);
        var (_, s) = Sign(r, BigInteger.One, k);
        Assert.That(Verify(r, r, s, x, y), "u1 G = u2 Q, which a plain addition formula gets wrong");
        Assert.That(Verify(Order.Subtract(r), r, s, x, y), Is.False, "u1 G = -u2 Q");
    }

    [Test]
    public void Reduces_an_abscissa_above_the_order()
    {
        // The first point whose x lies in [n, p): its r is x - n, and the key is recovered from it.
        for (var r = BigInteger.One; ; r = r.Add(BigInteger.One))
        {
            var x = Parameters.Curve.FromBigInteger(r.Add(Order));
            if (x.Square().Multiply(x).Add(x.Multiply(Parameters.Curve.A)).Add(Parameters.Curve.B).Sqrt() is not { } root)
            {
                continue;
            }

            var point = Parameters.Curve.CreatePoint(r.Add(Order), root.ToBigInteger());
            var (hash, s) = (BigInteger.ValueOf(99), BigInteger.ValueOf(1001));
            var key = point.Multiply(s).Subtract(Parameters.G.Multiply(hash)).Multiply(r.ModInverse(Order)).Normalize();
            var (keyX, keyY) = Affine(key);
            Assert.That(Verify(hash, r, s, keyX, keyY));
            return;
        }
    }

    private static (BigInteger R, BigInteger S) Sign(BigInteger hash, BigInteger key, BigInteger k)
    {
        var r = Affine(Parameters.G.Multiply(k).Normalize()).X.Mod(Order);
        return (r, hash.Add(r.Multiply(key)).Multiply(k.ModInverse(Order)).Mod(Order));
    }

    private static (BigInteger X, BigInteger Y) Affine(Point point) => (point.AffineXCoord.ToBigInteger(), point.AffineYCoord.ToBigInteger());

    private static bool Verify(params BigInteger[] numbers) => Verify([.. numbers.SelectMany(n => BigIntegers.AsUnsignedByteArray(32, n))]);

    /// <summary>The public answer, after every backend has given the same one to what passes the range checks.</summary>
    private static bool Verify(byte[] input)
    {
        byte[] Number(int i) => input[(i * 32)..((i + 1) * 32)];
        var verdict = P256.Verify(Number(0), Number(1), Number(2), Number(3), Number(4));
        var (r, s, x, y) = (new BigInteger(1, Number(1)), new BigInteger(1, Number(2)), new BigInteger(1, Number(3)), new BigInteger(1, Number(4)));
        var inRange = r.SignValue > 0 && s.SignValue > 0 && r.CompareTo(Order) < 0 && s.CompareTo(Order) < 0 && x.CompareTo(Prime) < 0 && y.CompareTo(Prime) < 0;
        foreach (var backend in Backends)
        {
            if (inRange)
            {
                Assert.That(backend.Verify(Number(0), Number(1), Number(2), Number(3), Number(4)), Is.EqualTo(verdict), backend.Description);
            }
        }

        return verdict;
    }
}
