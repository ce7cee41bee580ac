using System.Numerics;
using System.Security.Cryptography;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using CsCheck;

namespace Cos.Crypto.Tests.Signatures;

public sealed class Secp256k1Tests
{
    private static readonly BigInteger Order = Parse("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    private static readonly BigInteger Prime = Parse("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
    private static readonly byte[] GeneratorX = Convert.FromHexString("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");

    private static readonly ISecp256k1Library[] Backends = LoadBackends();

    [Test]
    public void Runs_the_native_library_where_it_is_installed()
    {
        Assert.That(Secp256k1.Backend, Is.EqualTo(Backends.Length == 2 ? Secp256k1Backend.Native : Secp256k1Backend.Managed));
        Assert.That(Secp256k1.BackendDescription, Is.Not.Empty);
    }

    // EIP-155's worked example: key 0x46…46, its signing hash and the r and s of its signed transaction.
    [TestCaseSource(nameof(Backends))]
    public void Signs_the_example_of_eip_155(object backend)
    {
        var library = (ISecp256k1Library)backend;
        var hash = Convert.FromHexString("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        var key = Convert.FromHexString(string.Concat(Enumerable.Repeat("46", 32)));
        var signature = new byte[64];
        Assert.That(library.TrySign(hash, key, signature, out var id));
        Assert.That(Convert.ToHexStringLower(signature), Is.EqualTo(
            "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa63627667cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"));
        Assert.That(id, Is.Zero);

        var recovered = new byte[64];
        Assert.That(library.TryRecover(hash, signature, id, recovered));
        Assert.That(Convert.ToHexStringLower(Keccak256.Hash(recovered).AsSpan(12)), Is.EqualTo("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"));
    }

    [TestCaseSource(nameof(Backends))]
    public void The_key_one_is_the_generator(object backend)
    {
        var key = new byte[64];
        Assert.That(((ISecp256k1Library)backend).TryPublicKey(Bytes(1), key));
        Assert.That(key.AsSpan(0, 32).ToArray(), Is.EqualTo(GeneratorX));
    }

    [TestCaseSource(nameof(Backends))]
    public void Refuses_private_keys_out_of_range(object backend)
    {
        var library = (ISecp256k1Library)backend;
        foreach (var key in new[] { BigInteger.Zero, Order, Order + 1, Prime })
        {
            Assert.That(library.TryPublicKey(Bytes(key), new byte[64]), Is.False);
            Assert.That(library.TrySign(new byte[32], Bytes(key), new byte[64], out _), Is.False);
        }

        Assert.Throws<CryptographicException>(() => Secp256k1.Sign(new byte[32], new byte[32], new byte[64], out _));
    }

    [Test]
    public void Both_backends_sign_recover_and_verify_alike() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32]).Sample((hash, key) =>
        {
            byte[]? first = null;
            foreach (var library in Backends)
            {
                var signature = new byte[64];
                var publicKey = new byte[64];
                var recovered = new byte[64];
                Assert.That(library.TryPublicKey(key, publicKey));
                Assert.That(library.TrySign(hash, key, signature, out var id));
                byte[] all = [.. publicKey, .. signature, (byte)id];
                Assert.That(all, Is.EqualTo(first ??= all));
                foreach (var other in Backends)
                {
                    Assert.That(other.TryRecover(hash, signature, id, recovered));
                    Assert.That(recovered, Is.EqualTo(publicKey));
                    Assert.That(other.TryRecover(hash, Negated(signature), id ^ 1, recovered), "a high s is recoverable");
                    Assert.That(recovered, Is.EqualTo(publicKey));
                    Assert.That(other.Verify(hash, signature, publicKey));
                    Assert.That(other.Verify(hash, Negated(signature), publicKey), Is.False, "a high s is no valid signature");
                    hash[0] ^= 1;
                    Assert.That(other.Verify(hash, signature, publicKey), Is.False);
                    hash[0] ^= 1;
                }
            }
        }, iter: 60);

    [Test]
    public void Both_backends_answer_alike_on_hostile_signatures()
    {
        BigInteger[] edges =
        [
            0, 1, 2, 3, 4, 5, 6, 7, 8, Order / 2, Order / 2 + 1, Order - 2, Order - 1, Order, Order + 1,
            Prime - Order - 1, Prime - Order, Prime - Order + 1, Prime - 1, Prime, Prime + 1, (BigInteger.One << 256) - 1,
        ];
        var hashes = new[] { BigInteger.Zero, 1, Order - 1, Order, (BigInteger.One << 256) - 1, Parse("7777777777777777777777777777777777777777777777777777777777777777") };
        var found = 0;
        foreach (var hash in hashes)
        {
            foreach (var r in edges)
            {
                foreach (var s in edges)
                {
                    for (var id = 0; id < 4; id++)
                    {
                        found += Answer(Bytes(hash), [.. Bytes(r), .. Bytes(s)], id) is null ? 0 : 1;
                    }
                }
            }
        }

        Assert.That(found, Is.GreaterThan(100), "some of the edges must be recoverable, or the comparison says nothing");
    }

    [Test]
    public void Both_backends_answer_alike_on_random_signatures() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[64], Gen.Int[0, 3]).Sample((hash, signature, id) =>
        {
            Answer(hash, signature, id);
        }, iter: 200);

    [TestCaseSource(nameof(Backends))]
    public void Recovers_no_key_when_the_result_is_the_point_at_infinity(object backend)
    {
        // With R = G, s = h = 1: Q = (sR - hG) / r is the point at infinity.
        byte[] signature = [.. GeneratorX, .. Bytes(1)];
        var library = (ISecp256k1Library)backend;
        var even = library.TryRecover(Bytes(1), signature, 0, new byte[64]);
        var odd = library.TryRecover(Bytes(1), signature, 1, new byte[64]);
        Assert.That((even, odd), Is.EqualTo((false, true)), "G has an even y");
    }

    [TestCaseSource(nameof(Backends))]
    public void Refuses_an_abscissa_that_is_on_no_point(object backend)
    {
        // 5³ + 7 is no square modulo p.
        byte[] signature = [.. Bytes(5), .. Bytes(1)];
        Assert.That(((ISecp256k1Library)backend).TryRecover(Bytes(1), signature, 0, new byte[64]), Is.False);
    }

    [TestCaseSource(nameof(Backends))]
    public void Verifies_nothing_under_a_key_that_is_no_point(object backend)
    {
        var library = (ISecp256k1Library)backend;
        var key = new byte[64];
        var signature = new byte[64];
        Assert.That(library.TryPublicKey(Bytes(7), key) && library.TrySign(Bytes(9), Bytes(7), signature, out _));
        Assert.That(library.Verify(Bytes(9), signature, key));
        var offCurve = key.ToArray();
        offCurve[63] ^= 1;
        Assert.That(library.Verify(Bytes(9), signature, offCurve), Is.False);
        Assert.That(library.Verify(Bytes(9), signature, new byte[64]), Is.False);
        Assert.That(library.Verify(Bytes(9), signature, [.. Bytes(Prime), .. Bytes(Prime)]), Is.False);
    }

    [Test]
    public void Refuses_recovery_ids_that_do_not_exist([Values(-1, 4, int.MaxValue, int.MinValue)] int id)
    {
        var signature = new byte[64];
        Secp256k1.Sign(Bytes(1), Bytes(1), signature, out _);
        Assert.That(Secp256k1.TryRecover(Bytes(1), signature, id, new byte[64]), Is.False);
    }

    [Test]
    public void One_context_serves_many_threads() =>
        Parallel.For(1, 200, i =>
        {
            var (signature, key, recovered) = (new byte[64], new byte[64], new byte[64]);
            Secp256k1.Sign(Bytes(i), Bytes(i), signature, out var id);
            Assert.That(Secp256k1.TryPublicKey(Bytes(i), key) && Secp256k1.TryRecover(Bytes(i), signature, id, recovered));
            Assert.That(recovered, Is.EqualTo(key));
        });

    private static byte[]? Answer(byte[] hash, byte[] signature, int id)
    {
        var keys = Backends.Select(b =>
        {
            var key = new byte[64];
            return b.TryRecover(hash, signature, id, key) ? key : null;
        }).ToArray();
        foreach (var key in keys)
        {
            Assert.That(key, Is.EqualTo(keys[0]), $"{Convert.ToHexString(hash)} {Convert.ToHexString(signature)} {id}");
        }

        if (keys[0] is { } recovered)
        {
            var verdicts = Backends.Select(b => b.Verify(hash, signature, recovered)).Distinct().ToArray();
            var low = new BigInteger(signature.AsSpan(32), true, true) <= Order / 2;
            Assert.That(verdicts, Is.EqualTo(new[] { low }), "a recovered key verifies its signature exactly when s is low");
        }

        return keys[0];
    }

    private static ISecp256k1Library[] LoadBackends() =>
        NativeSecp256k1.TryLoad() is { } native ? [native, new ManagedSecp256k1()] : [new ManagedSecp256k1()];

    private static byte[] Negated(byte[] signature) =>
        [.. signature.AsSpan(0, 32), .. Bytes(Order - new BigInteger(signature.AsSpan(32), true, true))];

    private static BigInteger Parse(string hex) => new(Convert.FromHexString(hex), true, true);

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = new byte[32];
        var minimal = value.ToByteArray(true, true);
        minimal.CopyTo(bytes.AsSpan(32 - minimal.Length));
        return bytes;
    }
}
