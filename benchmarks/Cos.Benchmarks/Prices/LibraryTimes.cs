using System.Security.Cryptography;
using Cos.Crypto.Curves;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;

namespace Cos.Benchmarks.Prices;

/// <summary>Native libraries called alone, and the managed code that stands in for them where they are missing.</summary>
internal static class LibraryTimes
{
    private const double SampleNanoseconds = 5e6;
    private const double WarmNanoseconds = 400e6;
    private const int Samples = 15;

    /// <summary>Each with nanoseconds.</summary>
    internal static IEnumerable<(string Name, Func<double> Nanoseconds)> All()
    {
        var hash = Keccak256.Hash("a message"u8);
        var signature = new byte[Secp256k1.SignatureSize];
        var key = new byte[Secp256k1.PublicKeySize];
        Secp256k1.Sign(hash, Keccak256.Hash("a key"u8), signature, out var id);
        if (NativeSecp256k1.TryLoad() is { } native)
        {
            yield return ("ecrecover: libsecp256k1 alone", () => Time(() => native.TryRecover(hash, signature, id, key)));
        }

        var managed = new ManagedSecp256k1();
        yield return ("ecrecover: managed", () => Time(() => managed.TryRecover(hash, signature, id, key)));

        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (signed, point, managedP256) = (ecdsa.SignHash(hash), ecdsa.ExportParameters(false).Q, new ManagedP256());
        yield return ("p256: managed", () => Time(() => managedP256.Verify(hash, signed.AsSpan(0, 32), signed.AsSpan(32), point.X, point.Y)));

        var random = new Random(5);
        var montgomery = new ManagedModExp();
        foreach (var size in new[] { 32, 64, 256, 1024 })
        {
            var (number, exponent, modulus, result) = (new byte[size], new byte[32], new byte[size], new byte[size]);
            random.NextBytes(number);
            random.NextBytes(modulus);
            exponent.AsSpan().Fill(0xff);
            (modulus[0], modulus[^1]) = ((byte)(modulus[0] | 0x80), (byte)(modulus[^1] | 1));
            yield return ($"modexp: managed, {size} bytes, odd, exponent 2²⁵⁶-1", () => Time(() => montgomery.Compute(number, exponent, modulus, result)));
        }

        foreach (var size in new[] { 136, 1024, 100_000 })
        {
            var message = new byte[size];
            yield return ($"Keccak-256 here, {size} bytes", () => Time(() => Keccak256.Hash(message, key.AsSpan(0, 32))));
            if (SHA3_256.IsSupported)
            {
                yield return ($"SHA3-256 of libcrypto (the same permutation), {size} bytes", () => Time(() => SHA3_256.HashData(message, key.AsSpan(0, 32))));
            }
        }
    }

    private static double Time(Action action)
    {
        double Run(int times)
        {
            var start = CpuClock.Own();
            for (var i = 0; i < times; i++)
            {
                action();
            }

            return (CpuClock.Own() - start) / times;
        }

        var each = Run(1);
        for (var spent = each; spent < WarmNanoseconds; spent += Math.Max(SampleNanoseconds, each))
        {
            each = Run(Math.Max(1, (int)(SampleNanoseconds / each)));
        }

        var times = Math.Max(1, (int)(SampleNanoseconds / each));
        return Enumerable.Range(0, Samples).Min(_ => Run(times));
    }
}
