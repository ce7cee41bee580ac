namespace Cos.Crypto.Signatures;

/// <summary>ECDSA verification over NIST P-256 as the precompile 0x100 judges it (EIP-7951).</summary>
public static class P256
{
    /// <summary>Bytes in each of the five big-endian numbers.</summary>
    public const int NumberSize = 32;

    private static readonly IP256Library Library = (IP256Library?)NativeP256.TryLoad() ?? new ManagedP256();

    /// <summary>The implementation in words for the log.</summary>
    public static string BackendDescription => Library.Description;

    /// <summary>The order n of the group.</summary>
    private static ReadOnlySpan<byte> Order =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];

    /// <summary>The prime p of the field.</summary>
    private static ReadOnlySpan<byte> Prime =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    /// <summary>Whether (r, s) signs the hash under the key (x, y); high s is valid, and what is out of range or off the curve is not.</summary>
    public static bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> r32, ReadOnlySpan<byte> s32, ReadOnlySpan<byte> x32, ReadOnlySpan<byte> y32)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash32.Length, NumberSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(r32.Length, NumberSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(s32.Length, NumberSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(x32.Length, NumberSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y32.Length, NumberSize);
        return IsScalar(r32) && IsScalar(s32)
            && x32.SequenceCompareTo(Prime) < 0
            && y32.SequenceCompareTo(Prime) < 0
            && Library.Verify(hash32, r32, s32, x32, y32);
    }

    private static bool IsScalar(ReadOnlySpan<byte> number) => number.ContainsAnyExcept((byte)0) && number.SequenceCompareTo(Order) < 0;
}
