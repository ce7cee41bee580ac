namespace Cos.Crypto.Signatures;

/// <summary>Ed25519 verification exactly as libsodium's <c>crypto_sign_verify_detached</c> judges it, which is consensus.</summary>
/// <remarks>Signatures are verified one by one: a batch may judge small-order points otherwise, and that would split the chain.</remarks>
public static class Ed25519
{
    /// <summary>Bytes in a public key.</summary>
    public const int PublicKeySize = 32;

    /// <summary>Bytes in a signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>Bytes in the seed a key is derived from.</summary>
    public const int SeedSize = 32;

    /// <summary>Whether <paramref name="signature64"/> is the key's signature over the message; wrong lengths are false.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64) =>
        publicKey32.Length == PublicKeySize
        && signature64.Length == SignatureSize
        && Libsodium.VerifyDetached(signature64, message, (ulong)message.Length, publicKey32) == 0;
}
