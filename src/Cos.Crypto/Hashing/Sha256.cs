using System.Security.Cryptography;

namespace Cos.Crypto.Hashing;

/// <summary>SHA-256 (FIPS 180-4), precompile 0x02.</summary>
public static class Sha256
{
    /// <summary>Bytes in a digest.</summary>
    public const int Size = 32;

    /// <summary>Hashes <paramref name="input"/> into the first 32 bytes of <paramref name="digest32"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> digest32) => SHA256.HashData(input, digest32);
}
