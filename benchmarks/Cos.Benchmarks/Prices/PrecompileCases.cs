using System.Buffers.Binary;
using System.Security.Cryptography;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Curves.Bn254;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;

namespace Cos.Benchmarks.Prices;

/// <summary>Calls of every precompile with the inputs that take longest for their gas, and that succeed: a failure costs all the gas that the call was given.</summary>
internal static class PrecompileCases
{
    /// <summary>An address without code; calls of it cost what the call and the loop alone do.</summary>
    private const int Nobody = 0xffff;

    private static readonly byte[] BnGenerator = [.. new byte[31], 1, .. new byte[31], 2];

    private static readonly byte[] BnTwistGenerator = Convert.FromHexString(
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
        + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa");

    // The public ceremony's [τ]₁ commits to the polynomial x, whose quotient is 1 everywhere.
    private static readonly byte[] Commitment = Convert.FromHexString("ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81");
    private static readonly byte[] Quotient = Convert.FromHexString("97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb");

    /// <summary>All of them, by address.</summary>
    internal static IEnumerable<PricedCase> All()
    {
        var random = new Random(381);
        yield return Of("0x01 ecrecover", "a signature", 0x01, Recovery());
        foreach (var size in new[] { 0, 56, 100_000 })
        {
            yield return Of("0x02 sha256", $"{size} bytes", 0x02, Bytes(random, size));
        }

        foreach (var size in new[] { 0, 56, 100_000 })
        {
            yield return Of("0x03 ripemd160", $"{size} bytes", 0x03, Bytes(random, size));
        }

        foreach (var size in new[] { 0, 32, 100_000 })
        {
            yield return Of("0x04 identity", $"{size} bytes", 0x04, Bytes(random, size));
        }

        foreach (var priced in Exponentiations(random).Concat(Bn254(random)))
        {
            yield return priced;
        }

        foreach (var rounds in new[] { 1u, 12u, 100_000u })
        {
            yield return Of("0x09 blake2f", $"{rounds} rounds", 0x09, Compression(random, rounds));
        }

        yield return Of("0x0a kzg point evaluation", "a proof", 0x0a, Proof());
        foreach (var priced in Bls12381(random))
        {
            yield return priced;
        }

        yield return Of("0x100 p256 verify", "a signature", 0x100, P256Signature());
    }

    private static IEnumerable<PricedCase> Exponentiations(Random random)
    {
        foreach (var size in new[] { 8, 24, 32, 40, 64, 128, 256, 512, 1024 })
        {
            byte[] exponent = [.. Enumerable.Repeat((byte)0xff, 32)];
            yield return Exponentiation($"{size} bytes, odd, exponent 2²⁵⁶-1", Bytes(random, size), exponent, Modulus(random, size, 0));
            yield return Exponentiation($"{size} bytes, half its bits even", Bytes(random, size), exponent, Modulus(random, size, size / 2));
        }

        foreach (var (size, bytes) in new[] { (32, 1), (32, 3), (32, 16), (1024, 1) })
        {
            yield return Exponentiation($"{size} bytes, exponent of {bytes} bytes", Bytes(random, size), [.. Enumerable.Repeat((byte)0xff, bytes)], Modulus(random, size, 0));
        }

        yield return Exponentiation("32 bytes, exponent of 1024 bytes", Bytes(random, 32), [.. Enumerable.Repeat((byte)0xff, 1024)], Modulus(random, 32, 0));
        yield return Exponentiation("base of 1024 bytes, modulus of 520", Bytes(random, 1024), [3], Modulus(random, 520, 0));
        yield return Exponentiation("32 bytes, a power of two, exponent 2²⁵⁶-1", Bytes(random, 32), [.. Enumerable.Repeat((byte)0xff, 32)], [0x80, .. new byte[31]]);
    }

    private static IEnumerable<PricedCase> Bn254(Random random)
    {
        yield return Of("0x06 bn254 add", "two points", 0x06, [.. BnPoint(random), .. BnPoint(random)]);
        yield return Of("0x06 bn254 add", "a point to itself", 0x06, [.. BnGenerator, .. BnGenerator]);
        yield return Of("0x07 bn254 multiply", "by 2²⁵⁶-1", 0x07, [.. BnPoint(random), .. Enumerable.Repeat((byte)0xff, 32)]);
        yield return Of("0x07 bn254 multiply", "by random bits", 0x07, [.. BnPoint(random), .. Bytes(random, 32)]);
        foreach (var pairs in new[] { 1, 2, 10, 50 })
        {
            yield return Of("0x08 bn254 pairing", Counted(pairs, "pair"), 0x08, Repeat(pairs, () => [.. BnPoint(random), .. BnTwistGenerator]));
        }
    }

    private static IEnumerable<PricedCase> Bls12381(Random random)
    {
        yield return Of("0x0b bls12-381 g1 add", "two points", 0x0b, [.. G1(random), .. G1(random)]);
        foreach (var count in new[] { 1, 2, 16, 64, 128, 1000 })
        {
            yield return Of("0x0c bls12-381 g1 sum", Counted(count, "point"), 0x0c, Repeat(count, () => [.. G1(random), .. Bytes(random, 32)]));
        }

        yield return Of("0x0d bls12-381 g2 add", "two points", 0x0d, [.. G2(random), .. G2(random)]);
        foreach (var count in new[] { 1, 2, 16, 64, 128, 600 })
        {
            yield return Of("0x0e bls12-381 g2 sum", Counted(count, "point"), 0x0e, Repeat(count, () => [.. G2(random), .. Bytes(random, 32)]));
        }

        foreach (var pairs in new[] { 1, 2, 8, 40 })
        {
            yield return Of("0x0f bls12-381 pairing", Counted(pairs, "pair"), 0x0f, Repeat(pairs, () => [.. G1(random), .. G2(random)]));
        }

        byte[] infinite = new byte[Bls12381Arithmetic.G1Size];
        yield return Of("0x0f bls12-381 pairing", "8 pairs, nothing with a point", 0x0f, Repeat(8, () => [.. infinite, .. G2(random)]));
        yield return Of("0x10 bls12-381 map to g1", "a number", 0x10, Number(random));
        yield return Of("0x11 bls12-381 map to g2", "a number", 0x11, [.. Number(random), .. Number(random)]);
    }

    private static PricedCase Of(string group, string input, int address, byte[] calldata)
    {
        var idle = new PricedCase("call", "nobody", rounds => LoopCode.Calls(Nobody, rounds), calldata, 1, null);
        return new PricedCase(group, input, rounds => LoopCode.Calls(address, rounds), calldata, 1, idle);
    }

    private static PricedCase Exponentiation(string input, byte[] number, byte[] exponent, byte[] modulus) =>
        Of("0x05 modexp", input, 0x05, [.. Word(number.Length), .. Word(exponent.Length), .. Word(modulus.Length), .. number, .. exponent, .. modulus]);

    private static byte[] Modulus(Random random, int size, int zeroBytes)
    {
        var modulus = Bytes(random, size);
        modulus[0] |= 0x80;
        modulus.AsSpan(size - zeroBytes).Clear();
        modulus[size - zeroBytes - 1] |= 1;
        return modulus;
    }

    private static byte[] Recovery()
    {
        var signature = new byte[Secp256k1.SignatureSize];
        var hash = Keccak256.Hash("a message"u8);
        Secp256k1.Sign(hash, Keccak256.Hash("a key"u8), signature, out var id);
        return [.. hash, .. Word(27 + id), .. signature];
    }

    private static byte[] P256Signature()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hash = Keccak256.Hash("a message"u8);
        var point = key.ExportParameters(false).Q;
        return [.. hash, .. key.SignHash(hash), .. point.X!, .. point.Y!];
    }

    private static byte[] Compression(Random random, uint rounds)
    {
        var input = Bytes(random, 213);
        BinaryPrimitives.WriteUInt32BigEndian(input, rounds);
        input[^1] = 1;
        return input;
    }

    private static byte[] Proof()
    {
        var place = Enumerable.Repeat((byte)0x5a, 32).ToArray();
        var versioned = SHA256.HashData(Commitment);
        versioned[0] = 0x01;
        return [.. versioned, .. place, .. place, .. Commitment, .. Quotient];
    }

    private static byte[] BnPoint(Random random) => Made(Bn254Arithmetic.PointSize, point => Bn254Arithmetic.TryMultiply(BnGenerator, Bytes(random, 32), point));

    private static byte[] G1(Random random) => Made(Bls12381Arithmetic.G1Size, point => Bls12381Arithmetic.TryMapToG1(Number(random), point));

    private static byte[] G2(Random random) => Made(Bls12381Arithmetic.G2Size, point => Bls12381Arithmetic.TryMapToG2([.. Number(random), .. Number(random)], point));

    private static byte[] Made(int size, Func<byte[], bool> make)
    {
        var made = new byte[size];
        return make(made) ? made : throw new InvalidDataException("a point was refused");
    }

    /// <summary>An element of BLS12-381's field: 17 leading zeros keep it below the prime.</summary>
    private static byte[] Number(Random random) => [.. new byte[17], .. Bytes(random, Bls12381Arithmetic.FieldSize - 17)];

    private static byte[] Word(int number)
    {
        var word = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(28), number);
        return word;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Repeat(int times, Func<byte[]> make) => [.. Enumerable.Range(0, times).SelectMany(_ => make())];

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
