using System.Security.Cryptography;
using NSec.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>A private Ed25519 key in libsodium's guarded memory, for signatures and for the verifiable random function.</summary>
public sealed class Ed25519Key : IDisposable
{
    private readonly Key _key;

    private Ed25519Key(Key key)
    {
        _key = key;
        PublicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <summary>The 32-byte public key; not to be written to.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Derives the key from its 32-byte seed (RFC 8032 section 5.1.5); the seed is copied.</summary>
    public static Ed25519Key FromSeed(ReadOnlySpan<byte> seed32)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed32.Length, Ed25519.SeedSize);
        // Exportable because the random function needs the scalar behind the seed, which NSec does not hand out.
        var policy = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        return new Ed25519Key(Key.Import(SignatureAlgorithm.Ed25519, seed32, KeyBlobFormat.RawPrivateKey, policy));
    }

    /// <summary>Writes the 64-byte signature over the message.</summary>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature64) => SignatureAlgorithm.Ed25519.Sign(_key, message, signature64);

    /// <summary>Writes the 80-byte proof whose output is this key's only random value for <paramref name="alpha"/>.</summary>
    public void ProveVrf(ReadOnlySpan<byte> alpha, Span<byte> proof80)
    {
        Span<byte> seed = stackalloc byte[Ed25519.SeedSize];
        if (!_key.TryExport(KeyBlobFormat.RawPrivateKey, seed, out _))
        {
            throw new CryptographicException("The key did not give its seed.");
        }

        EcVrf.Prove(seed, alpha, proof80);
        CryptographicOperations.ZeroMemory(seed);
    }

    /// <summary>Erases the key.</summary>
    public void Dispose() => _key.Dispose();
}
