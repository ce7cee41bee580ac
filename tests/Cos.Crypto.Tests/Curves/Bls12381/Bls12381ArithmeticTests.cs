using System.Globalization;
using System.Numerics;
using Cos.Crypto.Curves.Bls12381;

namespace Cos.Crypto.Tests.Curves.Bls12381;

public sealed class Bls12381ArithmeticTests
{
    private static readonly BigInteger P = Number(Fp.ModulusHex);
    private static readonly BigInteger Order = Bls12381Curve.Order;
    private static readonly BigInteger Factor = Number("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

    private static readonly byte[] Generator = Elements(
        "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
        "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1");

    private static readonly byte[] TwistGenerator = Elements(
        "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8",
        "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e",
        "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801",
        "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be");

    private static readonly byte[] Infinity = new byte[Bls12381Arithmetic.G1Size];
    private static readonly byte[] TwistInfinity = new byte[Bls12381Arithmetic.G2Size];

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = new byte[length];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, length - digits.Length);
        return bytes;
    }

    private static byte[] Elements(params string[] hex) => [.. hex.SelectMany(h => Bytes(Number(h), Bls12381Arithmetic.FieldSize))];

    private static byte[] Negate(byte[] point)
    {
        var negated = point.ToArray();
        for (var at = point.Length / 2; at < point.Length; at += Bls12381Arithmetic.FieldSize)
        {
            var y = new BigInteger(point.AsSpan(at, Bls12381Arithmetic.FieldSize), isUnsigned: true, isBigEndian: true);
            Bytes((P - y) % P, Bls12381Arithmetic.FieldSize).CopyTo(negated, at);
        }

        return negated;
    }

    private static byte[] Add(byte[] a, byte[] b)
    {
        var sum = new byte[a.Length];
        Assert.That(a.Length == Infinity.Length ? Bls12381Arithmetic.TryAddG1(a, b, sum) : Bls12381Arithmetic.TryAddG2(a, b, sum));
        return sum;
    }

    private static byte[] Sum(params (byte[] Point, BigInteger Factor)[] terms)
    {
        byte[] input = [.. terms.SelectMany(t => t.Point.Concat(Bytes(t.Factor, 32)))];
        var sum = new byte[terms[0].Point.Length];
        Assert.That(sum.Length == Infinity.Length ? Bls12381Arithmetic.TrySumMultiplesG1(input, sum) : Bls12381Arithmetic.TrySumMultiplesG2(input, sum));
        return sum;
    }

    private static bool IsOne(params byte[][] parts)
    {
        Assert.That(Bls12381Arithmetic.TryCheckPairing([.. parts.SelectMany(p => p)], out var isOne));
        return isOne;
    }

    private static IEnumerable<byte[]> Generators => [Generator, TwistGenerator];

    [TestCaseSource(nameof(Generators))]
    public void Adds_and_multiplies_to_the_same_points(byte[] generator)
    {
        var sum = new byte[generator.Length];
        for (var i = 1; i <= 40; i++)
        {
            sum = Add(sum, generator);
            Assert.That(Sum((generator, i)), Is.EqualTo(sum));
        }
    }

    [Test]
    public void Multiplies_the_generators_to_the_known_points()
    {
        Assert.That(Sum((Generator, Factor)), Is.EqualTo(Elements(
            "06b50179774296419b7e8375118823ddb06940d9a28ea045ab418c7ecbe6da84d416cb55406eec6393db97ac26e38bd4",
            "059d39bc5fb8ef92d890b18d41ef33891f41561e468f8dc52c66a53a9cdf84d983814c9763053e8a9a77ade1824461fd")));
        Assert.That(Sum((TwistGenerator, Factor)), Is.EqualTo(Elements(
            "0ae3f4bcb510f27a4e8a0815b98be6db7a609998618c80d3e20cc30330273313298e134f5bcd27441790472b8b1a62b4",
            "0fc7ac61f71e90fc3f8663602fed1d3602fab2b3248ef8c5cbde7cc6d6ae491f4e88482ad451051224d97b96c60c48a4",
            "10da187b728eac76eaf47000751e1b9769f18489d3e7561f66f1359a9fcebab73cc68b389f04e306808b215c12b75617",
            "1898dcca0e05db0e8c9da428f0a5d6a0f83d5255c67751fd69ee4e63b4f19dbef03df4e12e90abfd6a74758bdddcbf1b")));
    }

    [TestCaseSource(nameof(Generators))]
    public void Knows_infinity(byte[] generator)
    {
        var infinity = new byte[generator.Length];
        Assert.That(Sum((generator, 0)), Is.EqualTo(infinity));
        Assert.That(Sum((generator, Order)), Is.EqualTo(infinity));
        Assert.That(Sum((generator, Order + 1)), Is.EqualTo(generator));
        Assert.That(Sum((generator, (BigInteger.One << 256) - 1)), Is.EqualTo(Sum((generator, ((BigInteger.One << 256) - 1) % Order))));
        Assert.That(Sum((infinity, 7)), Is.EqualTo(infinity));
        Assert.That(Sum((infinity, 7), (generator, 2), (generator, Order - 2)), Is.EqualTo(infinity));
        Assert.That(Add(generator, Negate(generator)), Is.EqualTo(infinity));
        Assert.That(Add(infinity, infinity), Is.EqualTo(infinity));
        Assert.That(Add(infinity, generator), Is.EqualTo(generator));
    }

    [TestCase(false, 2)]
    [TestCase(false, 95)]
    [TestCase(false, 130)]
    [TestCase(true, 3)]
    [TestCase(true, 47)]
    [TestCase(true, 70)]
    public void Sums_many_multiples_by_either_method(bool isTwist, int count)
    {
        var generator = isTwist ? TwistGenerator : Generator;
        var random = new Random(count);
        var (terms, total, point) = (new (byte[] Point, BigInteger Factor)[count], BigInteger.Zero, new byte[generator.Length]);
        for (var i = 0; i < count; i++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            var factor = new BigInteger(bytes, isUnsigned: true) >> random.Next(256);
            point = Add(point, generator);
            terms[i] = (point, factor);
            total += factor * (i + 1);
        }

        Assert.That(Sum(terms), Is.EqualTo(Sum((generator, total % Order))));
    }

    [Test]
    public void Refuses_what_is_no_point_of_the_curve()
    {
        var big = (BigInteger.One << 384) - 1;
        foreach (var (x, y) in new[] { (BigInteger.One, BigInteger.One), (0, 1), (0, P), (P, 0), (P, 2), (0, P + 2), (big, 2), (BigInteger.One << 384, 2), (0, (BigInteger.One << 511) + 2) })
        {
            Refused([.. Bytes(x, 64), .. Bytes(y, 64)]);
        }

        Refused(Generator[..127]);
        Refused([.. Generator, 0]);
        Refused([]);

        static void Refused(byte[] point)
        {
            Assert.That(Bls12381Arithmetic.TryAddG1(point, Generator, new byte[128]), Is.False);
            Assert.That(Bls12381Arithmetic.TryAddG1(Generator, point, new byte[128]), Is.False);
            Assert.That(Bls12381Arithmetic.TrySumMultiplesG1([.. point, .. Bytes(1, 32)], new byte[128]), Is.False);
            Assert.That(Bls12381Arithmetic.TryCheckPairing([.. point, .. TwistGenerator], out _), Is.False);
        }
    }

    [Test]
    public void Refuses_what_is_no_point_of_the_twist()
    {
        for (var element = 0; element < 4; element++)
        {
            foreach (var number in new[] { P, (BigInteger.One << 384) - 1, BigInteger.One, BigInteger.One << 500 })
            {
                var point = TwistGenerator.ToArray();
                Bytes(number, 64).CopyTo(point, element * 64);
                Refused(point);
            }
        }

        Refused(TwistGenerator[..255]);
        Refused([.. TwistGenerator, 0]);
        Refused([]);

        static void Refused(byte[] point)
        {
            Assert.That(Bls12381Arithmetic.TryAddG2(point, TwistGenerator, new byte[256]), Is.False);
            Assert.That(Bls12381Arithmetic.TryAddG2(TwistGenerator, point, new byte[256]), Is.False);
            Assert.That(Bls12381Arithmetic.TrySumMultiplesG2([.. point, .. Bytes(1, 32)], new byte[256]), Is.False);
            Assert.That(Bls12381Arithmetic.TryCheckPairing([.. Generator, .. point], out _), Is.False);
        }
    }

    [Test]
    public void Adds_points_outside_the_group_but_neither_multiplies_nor_pairs_them()
    {
        // (0, 2) is on the curve and has order 3.
        var small = Elements("0", "2");
        Assert.That(Add(small, small), Is.EqualTo(Negate(small)));
        Assert.That(Bls12381Arithmetic.TrySumMultiplesG1([.. small, .. Bytes(1, 32)], new byte[128]), Is.False);
        Assert.That(Bls12381Arithmetic.TrySumMultiplesG1([.. Generator, .. Bytes(1, 32), .. small, .. Bytes(0, 32)], new byte[128]), Is.False);
        Assert.That(Bls12381Arithmetic.TryCheckPairing([.. small, .. TwistInfinity], out _), Is.False);
    }

    [Test]
    public void Pairs_bilinearly()
    {
        var random = new Random(2537);
        for (var i = 0; i < 6; i++)
        {
            var (a, b) = ((BigInteger)random.NextInt64(), (BigInteger)random.NextInt64());
            var product = Sum((Generator, a * b));
            Assert.That(IsOne(Sum((Generator, a)), Sum((TwistGenerator, b)), Negate(product), TwistGenerator));
            Assert.That(IsOne(product, TwistGenerator, Generator, Negate(Sum((TwistGenerator, a * b)))));
            Assert.That(IsOne(Sum((Generator, a)), Sum((TwistGenerator, b + 1)), Negate(product), TwistGenerator), Is.False);
        }
    }

    [Test]
    public void Pairs_without_degenerating()
    {
        Assert.That(IsOne(Generator, TwistGenerator), Is.False);
        Assert.That(IsOne(Infinity, TwistGenerator), Is.True);
        Assert.That(IsOne(Generator, TwistInfinity), Is.True);
        Assert.That(IsOne(Generator, TwistGenerator, Generator, Negate(TwistGenerator)), Is.True);
        Assert.That(IsOne(Generator, TwistGenerator, Generator, TwistGenerator), Is.False);
    }

    [Test]
    public void Refuses_wrong_lengths()
    {
        foreach (var length in new[] { 0, 1, 159, 161, 287, 289, 383, 385 })
        {
            Assert.That(Bls12381Arithmetic.TrySumMultiplesG1(new byte[length], new byte[128]), Is.False);
            Assert.That(Bls12381Arithmetic.TrySumMultiplesG2(new byte[length], new byte[256]), Is.False);
            Assert.That(Bls12381Arithmetic.TryCheckPairing(new byte[length], out _), Is.False);
            Assert.That(Bls12381Arithmetic.TryMapToG1(new byte[length], new byte[128]), Is.False);
            Assert.That(Bls12381Arithmetic.TryMapToG2(new byte[length], new byte[256]), Is.False);
        }
    }

    [Test]
    public void Maps_no_number_that_is_not_below_p()
    {
        foreach (var number in new[] { P, P + 1, (BigInteger.One << 384) - 1, BigInteger.One << 384 })
        {
            Assert.That(Bls12381Arithmetic.TryMapToG1(Bytes(number, 64), new byte[128]), Is.False);
            Assert.That(Bls12381Arithmetic.TryMapToG2([.. Bytes(number, 64), .. Bytes(1, 64)], new byte[256]), Is.False);
            Assert.That(Bls12381Arithmetic.TryMapToG2([.. Bytes(1, 64), .. Bytes(number, 64)], new byte[256]), Is.False);
        }
    }

    [TestCase("0",
        "11a9a0372b8f332d5c30de9ad14e50372a73fa4c45d5f2fa5097f2d6fb93bcac592f2e1711ac43db0519870c7d0ea415",
        "092c0f994164a0719f51c24ba3788de240ff926b55f58c445116e8bc6a47cd63392fd4e8e22bdf9feaa96ee773222133")]
    [TestCase("1",
        "1073311196f8ef19477219ccee3a48035ff432295aa9419eed45d186027d88b90832e14c4f0e2aa4d15f54d1c3ed0f93",
        "034d6e3755a2073039d609db4cf3aef548283b5cc92f1021cbdb276414bcd8072b112d80a2b0a7dbf22bdaf17e006d45")]
    [TestCase("2",
        "163d8bde8d53a02f733c7c48a57d31e7d3419f7c0ca8eee26bea104da6eed8641b2769feda6ba1f8984bcc84d3c9ffdc",
        "0843845d8cbf2013d604a35de7c1a2ae5e9d7ca2e048f386e193c661f949a5eb47de84ee3bf0c8567594275da9425d0b")]
    [TestCase("123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "0a98c66e1af42ef7ca97a4239a944b7e19a2db12f31096d3f679e687d11d49378b14914d752f4962a40f2a0b46d162ea",
        "13faf66eb32449ba39bbd11d7e39acaf486af61a36dc323ce03be5c4dead9e2e42f800e665709ee9772f27a236e2635a")]
    public void Maps_to_the_known_points_of_the_curve(string number, string x, string y)
    {
        var point = new byte[128];
        Assert.That(Bls12381Arithmetic.TryMapToG1(Elements(number), point));
        Assert.That(point, Is.EqualTo(Elements(x, y)));
    }

    [TestCase("0", "0",
        "018320896ec9eef9d5e619848dc29ce266f413d02dd31d9b9d44ec0c79cd61f18b075ddba6d7bd20b7ff27a4b324bfce",
        "0a67d12118b5a35bb02d2e86b3ebfa7e23410db93de39fb06d7025fa95e96ffa428a7a27c3ae4dd4b40bd251ac658892",
        "0260e03644d1a2c321256b3246bad2b895cad13890cbe6f85df55106a0d334604fb143c7a042d878006271865bc35941",
        "04c69777a43f0bda07679d5805e63f18cf4e0e7c6112ac7f70266d199b4f76ae27c6269a3ceebdae30806e9a76aadf5c")]
    [TestCase("1", "0",
        "1770d4f641225e1a1c0f7d05857299763e98e47ec6355b81dd6cdaf6db6825052f71d35ede3af8b70f046474c48d712e",
        "00e12b55d801607d9760f8637ac80a4fececd3eb74045b342ee3c7dddd2037e72dedccc27e9a89491d4e57bde555fead",
        "05695a740eaae8452a882e7647f22bc17782b00afa7b6be2d974824a2a7cba7eece26c60671d41145266582912235323",
        "143ef77ba72f284b5b4f5c5ea227d269d98a8cf74a5c048a07852874d50632806cf66bc25db089319df2ee3f0212fc1c")]
    [TestCase("0", "1",
        "0f5ab9ab512bac0e5aa9d4be326afefbfa5db2dba6c88000f1cfeaa0cd62b2b2604935e2794933d76f9887bae7ed2851",
        "05d991fb690fdad1923ac1834188ed45d160a15ee5547a4476b836a158a9884236846408b8abd5d99217876d12f8f5d6",
        "1055354681ba663d288d9a5256844c48ec43e27e9f2b87ce06850d4a5661095c189f8bab578093d2161db0b32550f3a0",
        "184ee89023a361021f9d288e65deb12b2045b1e3d2560590fc3139354c51b756018cf3c54a13f60cb7b970567c39c08f")]
    [TestCase("123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "7",
        "15e9b476035498ad7255430f34c3fb22dc5cd4c61a32943cee6e4161b679bf14b35ffa64f8702d35952ba6be3764445c",
        "12a2dbf9da8f380a390b489117be462274b91e0947e93568f8b0f9bd4c27be6161b299167abe55696abc25e4ef92b4c4",
        "0161ee2c323581ad5640c3f3d9b3d0ddb4698b7ac2bf2901cdf8b280de6498d2b49611a2f459a16ac622b515627c5e8c",
        "0198f2f5e982e3166548c342c5161f9fff42fcb03f06bb036480da4bda2e69a37d65184c65c6d6b9c6f6cee16c5f36ee")]
    public void Maps_to_the_known_points_of_the_twist(string a, string b, string xa, string xb, string ya, string yb)
    {
        var point = new byte[256];
        Assert.That(Bls12381Arithmetic.TryMapToG2(Elements(a, b), point));
        Assert.That(point, Is.EqualTo(Elements(xa, xb, ya, yb)));
    }
}
