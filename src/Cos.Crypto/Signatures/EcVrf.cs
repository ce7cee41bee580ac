using System.Security.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>The verifiable random function ECVRF-EDWARDS25519-SHA512-TAI of RFC 9381: one output per key and input, provable.</summary>
public static class EcVrf
{
    /// <summary>Bytes in a proof: Gamma, 16 bytes of challenge, 32 of response.</summary>
    public const int ProofSize = PointSize + ChallengeSize + PointSize;

    /// <summary>Bytes in an output.</summary>
    public const int OutputSize = 64;

    private const int PointSize = EdwardsPoint.Size;
    private const int ChallengeSize = 16;
    private const int DigestSize = 64;
    private const byte Suite = 0x03;
    private const byte EncodeToCurve = 0x01;
    private const byte Challenge = 0x02;
    private const byte ProofToHash = 0x03;
    private const byte End = 0x00;

    /// <summary>The group order 2^252 + 27742317777372353535851937790883648493, big-endian.</summary>
    private static ReadOnlySpan<byte> Order =>
    [
        0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x14, 0xDE, 0xF9, 0xDE, 0xA2, 0xF7, 0x9C, 0xD6, 0x58, 0x12, 0x63, 0x1A, 0x5C, 0xF5, 0xD3, 0xED,
    ];

    /// <summary>Verifies a proof (RFC 9381 section 5.3, with key validation) and gives its output; wrong lengths are false.</summary>
    public static bool TryVerify(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> alpha, ReadOnlySpan<byte> proof80, Span<byte> output64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(output64.Length, OutputSize);
        if (publicKey32.Length != PointSize || proof80.Length != ProofSize)
        {
            return false;
        }

        var gamma = proof80[..PointSize];
        var challenge = proof80.Slice(PointSize, ChallengeSize);
        var response = proof80[(PointSize + ChallengeSize)..];
        Span<byte> h = stackalloc byte[PointSize];
        if (!IsValidKey(publicKey32) || !EdwardsPoint.IsDecodable(gamma) || !IsBelowOrder(response) || !TryEncodeToCurve(publicKey32, alpha, h))
        {
            return false;
        }

        Span<byte> c = stackalloc byte[PointSize];
        c.Clear();
        challenge.CopyTo(c);
        Span<byte> u = stackalloc byte[PointSize];
        Span<byte> v = stackalloc byte[PointSize];
        Span<byte> product = stackalloc byte[PointSize];
        EdwardsPoint.MultiplyBase(u, response);
        EdwardsPoint.Multiply(product, c, publicKey32);
        EdwardsPoint.Subtract(u, u, product);
        EdwardsPoint.Multiply(v, response, h);
        EdwardsPoint.Multiply(product, c, gamma);
        EdwardsPoint.Subtract(v, v, product);

        Span<byte> expected = stackalloc byte[ChallengeSize];
        MakeChallenge(publicKey32, h, gamma, u, v, expected);
        if (!expected.SequenceEqual(challenge))
        {
            return false;
        }

        MakeOutput(gamma, output64);
        return true;
    }

    /// <summary>Proves the key's output for <paramref name="alpha"/> (RFC 9381 section 5.1); the seed is the RFC's SK.</summary>
    public static void Prove(ReadOnlySpan<byte> seed32, ReadOnlySpan<byte> alpha, Span<byte> proof80)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed32.Length, Ed25519.SeedSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(proof80.Length, ProofSize);
        Span<byte> secret = stackalloc byte[DigestSize];
        Span<byte> x = stackalloc byte[PointSize];
        Span<byte> k = stackalloc byte[PointSize];
        Span<byte> publicKey = stackalloc byte[PointSize];
        Span<byte> h = stackalloc byte[PointSize];
        Span<byte> kB = stackalloc byte[PointSize];
        Span<byte> kH = stackalloc byte[PointSize];

        DeriveScalar(seed32, secret, x);
        EdwardsPoint.MultiplyBase(publicKey, x);
        if (!TryEncodeToCurve(publicKey, alpha, h))
        {
            throw new CryptographicException("No counter maps the input to the curve, which has a chance of one in 2^256.");
        }

        var gamma = proof80[..PointSize];
        EdwardsPoint.Multiply(gamma, x, h);
        MakeNonce(secret[PointSize..], h, k);
        EdwardsPoint.MultiplyBase(kB, k);
        EdwardsPoint.Multiply(kH, k, h);

        Span<byte> c = stackalloc byte[PointSize];
        c.Clear();
        MakeChallenge(publicKey, h, gamma, kB, kH, c[..ChallengeSize]);
        c[..ChallengeSize].CopyTo(proof80[PointSize..]);
        var response = proof80[(PointSize + ChallengeSize)..];
        Libsodium.MultiplyScalars(x, c, x);
        Libsodium.AddScalars(response, k, x);

        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(x);
        CryptographicOperations.ZeroMemory(k);
    }

    /// <summary>Steps 1 to 3 of RFC 8032 section 5.1.5: the hash of the seed, and the scalar clamped out of its first half.</summary>
    private static void DeriveScalar(ReadOnlySpan<byte> seed, Span<byte> secret, Span<byte> x)
    {
        SHA512.HashData(seed, secret);
        // Reduced, because the products of x do not change by it and every function here takes scalars below the order.
        Span<byte> wide = stackalloc byte[DigestSize];
        wide.Clear();
        secret[..PointSize].CopyTo(wide);
        wide[0] &= 0xF8;
        wide[PointSize - 1] = (byte)((wide[PointSize - 1] & 0x7F) | 0x40);
        Libsodium.ReduceScalar(x, wide);
        CryptographicOperations.ZeroMemory(wide);
    }

    /// <summary>RFC 9381 section 5.4.2.2: the nonce of RFC 8032, drawn from the second half of the hashed seed.</summary>
    private static void MakeNonce(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> h, Span<byte> k)
    {
        Span<byte> input = stackalloc byte[PointSize + PointSize];
        Span<byte> digest = stackalloc byte[DigestSize];
        prefix.CopyTo(input);
        h.CopyTo(input[PointSize..]);
        SHA512.HashData(input, digest);
        Libsodium.ReduceScalar(k, digest);
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(digest);
    }

    /// <summary>RFC 9381 section 5.4.1.1, try and increment, with the key as the salt.</summary>
    private static bool TryEncodeToCurve(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> alpha, Span<byte> point)
    {
        byte[] input = [Suite, EncodeToCurve, .. publicKey, .. alpha, 0, End];
        Span<byte> digest = stackalloc byte[DigestSize];
        for (var counter = 0; counter <= byte.MaxValue; counter++)
        {
            input[^2] = (byte)counter;
            SHA512.HashData(input, digest);
            var candidate = digest[..PointSize];
            if (!EdwardsPoint.IsDecodable(candidate))
            {
                continue;
            }

            EdwardsPoint.ClearCofactor(point, candidate);
            if (!point.SequenceEqual(EdwardsPoint.Identity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>RFC 9381 section 5.4.3.</summary>
    private static void MakeChallenge(
        ReadOnlySpan<byte> y, ReadOnlySpan<byte> h, ReadOnlySpan<byte> gamma, ReadOnlySpan<byte> u, ReadOnlySpan<byte> v, Span<byte> challenge)
    {
        Span<byte> digest = stackalloc byte[DigestSize];
        SHA512.HashData([Suite, Challenge, .. y, .. h, .. gamma, .. u, .. v, End], digest);
        digest[..ChallengeSize].CopyTo(challenge);
    }

    /// <summary>RFC 9381 section 5.2.</summary>
    private static void MakeOutput(ReadOnlySpan<byte> gamma, Span<byte> output64)
    {
        Span<byte> cleared = stackalloc byte[PointSize];
        EdwardsPoint.ClearCofactor(cleared, gamma);
        SHA512.HashData([Suite, ProofToHash, .. cleared, End], output64);
    }

    /// <summary>RFC 9381 section 5.4.5: a key that decodes and is not of small order.</summary>
    private static bool IsValidKey(ReadOnlySpan<byte> publicKey)
    {
        if (!EdwardsPoint.IsDecodable(publicKey))
        {
            return false;
        }

        Span<byte> cleared = stackalloc byte[PointSize];
        EdwardsPoint.ClearCofactor(cleared, publicKey);
        return !cleared.SequenceEqual(EdwardsPoint.Identity);
    }

    private static bool IsBelowOrder(ReadOnlySpan<byte> littleEndian)
    {
        Span<byte> bigEndian = stackalloc byte[PointSize];
        littleEndian.CopyTo(bigEndian);
        bigEndian.Reverse();
        return bigEndian.SequenceCompareTo(Order) < 0;
    }
}
