using Cos.Crypto.Signatures;
using CsCheck;

namespace Cos.Crypto.Tests.Signatures;

public sealed class EcVrfTests
{
    private const string TwoTorsion = "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";

    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        TwoTorsion,
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ];

    private static readonly byte[] Seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    // RFC 9381 appendix B.3, examples 16 to 18.
    [TestCase("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f479d9727d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805",
        "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af026798e8f81cd2e333de5cdf4f3e140fdd8ae")]
    [TestCase("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c92a465301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02",
        "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c70a848a0bef4553a41befc57663b56373a5031")]
    [TestCase("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf8096bb474e53895c362d8628ee9f9ea3c0e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e",
        "645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c452118fec1219202a0edcf038bb6373241578be7217ba85a2687f7a0310b2df19f")]
    public void Proves_and_verifies_the_examples_of_the_rfc(string seed, string publicKey, string alpha, string proof, string output)
    {
        var made = new byte[EcVrf.ProofSize];
        EcVrf.Prove(Convert.FromHexString(seed), Convert.FromHexString(alpha), made);
        Assert.That(Convert.ToHexStringLower(made), Is.EqualTo(proof));

        var beta = new byte[EcVrf.OutputSize];
        Assert.That(EcVrf.TryVerify(Convert.FromHexString(publicKey), Convert.FromHexString(alpha), made, beta));
        Assert.That(Convert.ToHexStringLower(beta), Is.EqualTo(output));
    }

    [Test]
    public void Verifies_what_it_proves_and_nothing_that_differs_in_a_bit() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 100], Gen.Int[0, (80 * 8) - 1]).Sample((seed, alpha, bit) =>
        {
            using var key = Ed25519Key.FromSeed(seed);
            var (proof, output) = (new byte[EcVrf.ProofSize], new byte[EcVrf.OutputSize]);
            key.ProveVrf(alpha, proof);
            Assert.That(EcVrf.TryVerify(key.PublicKey, alpha, proof, output));
            Assert.That(EcVrf.TryVerify(key.PublicKey, [.. alpha, 0], proof, output), Is.False);
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(EcVrf.TryVerify(key.PublicKey, alpha, proof, output), Is.False);
        }, iter: 60);

    [Test]
    public void Random_bytes_are_no_proof_and_do_no_harm() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[80], Gen.Byte.Array[0, 40]).Sample((key, proof, alpha) =>
            Assert.That(EcVrf.TryVerify(key, alpha, proof, new byte[64]), Is.False), iter: 500);

    [Test]
    public void Refuses_keys_of_small_order([ValueSource(nameof(SmallOrder))] string key) =>
        Assert.That(EcVrf.TryVerify(Convert.FromHexString(key), [], new byte[80], new byte[64]), Is.False);

    [TestCase("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestName = "Refuses_a_key_whose_y_is_the_prime")]
    [TestCase("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", TestName = "Refuses_a_key_whose_y_is_the_prime_and_one")]
    [TestCase("0100000000000000000000000000000000000000000000000000000000000080", TestName = "Refuses_a_key_with_a_negative_zero")]
    [TestCase("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", TestName = "Refuses_a_key_with_a_negative_zero_at_minus_one")]
    [TestCase("0200000000000000000000000000000000000000000000000000000000000000", TestName = "Refuses_a_key_off_the_curve")]
    public void Refuses_keys_that_do_not_decode(string key) => Assert.That(EdwardsPoint.IsDecodable(Convert.FromHexString(key)), Is.False);

    [Test]
    public void Decodes_points_of_small_order([ValueSource(nameof(SmallOrder))] string point) =>
        Assert.That(EdwardsPoint.IsDecodable(Convert.FromHexString(point)));

    [Test]
    public void Refuses_a_response_that_is_not_below_the_order()
    {
        using var key = Ed25519Key.FromSeed(Seed);
        var proof = new byte[EcVrf.ProofSize];
        key.ProveVrf([], proof);
        // s + q means the same number, and would be a second proof of the same thing.
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            var sum = proof[48 + i] + order[i] + carry;
            proof[48 + i] = (byte)(sum & 0xff);
            carry = sum >> 8;
        }

        Assert.That(EcVrf.TryVerify(key.PublicKey, [], proof, new byte[64]), Is.False);
        order.CopyTo(proof.AsSpan(48));
        Assert.That(EcVrf.TryVerify(key.PublicKey, [], proof, new byte[64]), Is.False);
        proof.AsSpan(48).Clear();
        Assert.That(EcVrf.TryVerify(key.PublicKey, [], proof, new byte[64]), Is.False, "a zero response is legal, but not this proof's");
        proof.AsSpan(32).Clear();
        Assert.That(EcVrf.TryVerify(key.PublicKey, [], proof, new byte[64]), Is.False, "so is a zero challenge");
    }

    [Test]
    public void Multiplies_points_outside_the_main_subgroup_like_repeated_addition()
    {
        using var key = Ed25519Key.FromSeed(Seed);
        foreach (var torsion in SmallOrder)
        {
            foreach (var start in new[] { EdwardsPoint.Identity.ToArray(), key.PublicKey })
            {
                var point = new byte[32];
                Assert.That(Libsodium.Add(point, start, Convert.FromHexString(torsion)), Is.Zero);
                var sum = EdwardsPoint.Identity.ToArray();
                for (var scalar = 0; scalar < 20; scalar++)
                {
                    var product = new byte[32];
                    EdwardsPoint.Multiply(product, [(byte)scalar, .. new byte[31]], point);
                    Assert.That(product, Is.EqualTo(sum), $"{scalar} · ({Convert.ToHexString(start)} + {torsion})");
                    Assert.That(Libsodium.Add(sum, sum, point), Is.Zero);
                }
            }
        }
    }

    [TestCase(31, 80)]
    [TestCase(32, 79)]
    [TestCase(32, 81)]
    [TestCase(0, 0)]
    public void Wrong_lengths_are_no_proof(int key, int proof) =>
        Assert.That(EcVrf.TryVerify(new byte[key], [], new byte[proof], new byte[64]), Is.False);
}
