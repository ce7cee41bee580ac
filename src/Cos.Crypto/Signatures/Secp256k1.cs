using System.Security.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>ECDSA over secp256k1, the signatures of transactions. Numbers are big-endian; keys are x then y without a prefix byte.</summary>
public static class Secp256k1
{
    /// <summary>Bytes in a digest to be signed.</summary>
    public const int HashSize = 32;

    /// <summary>Bytes in a private key.</summary>
    public const int PrivateKeySize = 32;

    /// <summary>Bytes in a public key: x then y.</summary>
    public const int PublicKeySize = 64;

    /// <summary>Bytes in a signature: r then s.</summary>
    public const int SignatureSize = 64;

    private static readonly ISecp256k1Library Library = (ISecp256k1Library?)NativeSecp256k1.TryLoad() ?? new ManagedSecp256k1();

    /// <summary>Which implementation this process runs.</summary>
    public static Secp256k1Backend Backend => Library is NativeSecp256k1 ? Secp256k1Backend.Native : Secp256k1Backend.Managed;

    /// <summary>The implementation in words for the log.</summary>
    public static string BackendDescription => Library.Description;

    /// <summary>Recovers the key that made a signature; s above n/2 is accepted, as ECRECOVER must.</summary>
    /// <returns>False, with the key undefined, when r or s is outside [1, n), the recovery id outside [0, 3], or no such key exists.</returns>
    public static bool TryRecover(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, int recoveryId, Span<byte> publicKey64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash32.Length, HashSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rs64.Length, SignatureSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey64.Length, PublicKeySize);
        return recoveryId is >= 0 and <= 3 && Library.TryRecover(hash32, rs64, recoveryId, publicKey64);
    }

    /// <summary>Signs deterministically (RFC 6979) with s at most n/2 (EIP-2).</summary>
    /// <exception cref="CryptographicException">The private key is not in [1, n).</exception>
    public static void Sign(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, Span<byte> rs64, out int recoveryId)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash32.Length, HashSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(privateKey32.Length, PrivateKeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rs64.Length, SignatureSize);
        if (!Library.TrySign(hash32, privateKey32, rs64, out recoveryId))
        {
            throw new CryptographicException("The private key is zero or not below the order of secp256k1.");
        }
    }

    /// <summary>Derives the public key; false when the private key is not in [1, n).</summary>
    public static bool TryPublicKey(ReadOnlySpan<byte> privateKey32, Span<byte> publicKey64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(privateKey32.Length, PrivateKeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey64.Length, PublicKeySize);
        return Library.TryPublicKey(privateKey32, publicKey64);
    }

    /// <summary>Verifies a signature; a high s (a malleated signature), a number out of range or a point off the curve is false.</summary>
    public static bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, ReadOnlySpan<byte> publicKey64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash32.Length, HashSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rs64.Length, SignatureSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey64.Length, PublicKeySize);
        return Library.Verify(hash32, rs64, publicKey64);
    }
}
