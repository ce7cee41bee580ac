using Org.BouncyCastle.Crypto.Digests;

namespace Cos.Crypto.Hashing;

/// <summary>RIPEMD-160, precompile 0x03.</summary>
public static class Ripemd160
{
    /// <summary>Bytes in a digest.</summary>
    public const int Size = 20;

    /// <summary>Hashes <paramref name="input"/> into the first 20 bytes of <paramref name="digest20"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> digest20)
    {
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(input);
        digest.DoFinal(digest20[..Size]);
    }
}
