using System.Security.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>Arithmetic on encoded points of edwards25519, the ones outside the main subgroup included.</summary>
/// <remarks>
/// libsodium multiplies only points of the main subgroup and refuses zero scalars, whereas RFC 9381 multiplies whatever decodes.
/// Both gaps are filled here, so that the verdict on a hostile encoding is the RFC's.
/// </remarks>
internal static class EdwardsPoint
{
    /// <summary>Bytes in an encoded point, and in a little-endian scalar.</summary>
    public const int Size = 32;

    private const int CofactorBits = 3;
    private const byte SignBit = 0x80;

    /// <summary>The neutral element (0, 1).</summary>
    public static ReadOnlySpan<byte> Identity => [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The inverse of the cofactor modulo the group order.</summary>
    private static ReadOnlySpan<byte> InverseOfEight =>
    [
        0x79, 0x2F, 0xDC, 0xE2, 0x29, 0xE5, 0x06, 0x61, 0xD0, 0xDA, 0x1C, 0x7D, 0xB3, 0x9D, 0xD3, 0x07,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x06,
    ];

    /// <summary>Whether RFC 8032 section 5.1.3 decodes the encoding: y below the prime, on the curve, and no "negative zero" x.</summary>
    public static bool IsDecodable(ReadOnlySpan<byte> encoding)
    {
        Span<byte> sum = stackalloc byte[Size];
        return HasCanonicalOrdinate(encoding)
            && !(IsAbscissaZero(encoding) && (encoding[Size - 1] & SignBit) != 0)
            && Libsodium.Add(sum, encoding, Identity) == 0;
    }

    /// <summary>8 · <paramref name="point"/>; the two may be the same memory.</summary>
    public static void ClearCofactor(Span<byte> result, ReadOnlySpan<byte> point)
    {
        point.CopyTo(result);
        for (var i = 0; i < CofactorBits; i++)
        {
            Add(result, result, result);
        }
    }

    /// <summary><paramref name="scalar"/> (below the group order) times the base point, in constant time.</summary>
    public static void MultiplyBase(Span<byte> result, ReadOnlySpan<byte> scalar)
    {
        if (IsZero(scalar))
        {
            Identity.CopyTo(result);
            return;
        }

        Require(Libsodium.MultiplyBase(result, scalar));
    }

    /// <summary><paramref name="scalar"/> (below the group order) times any point of the curve, which must be other memory than the result.</summary>
    /// <remarks>In the main subgroup, where every honest point lies, the time does not depend on the scalar.</remarks>
    public static void Multiply(Span<byte> result, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point)
    {
        if (IsZero(scalar))
        {
            Identity.CopyTo(result);
            return;
        }

        if (Libsodium.IsValidPoint(point) == 1)
        {
            Require(Libsodium.Multiply(result, scalar, point));
            return;
        }

        // point = main + torsion with 8 · torsion = 0, hence scalar · point = scalar · main + (scalar mod 8) · torsion.
        Span<byte> cleared = stackalloc byte[Size];
        Span<byte> main = stackalloc byte[Size];
        Span<byte> torsion = stackalloc byte[Size];
        ClearCofactor(cleared, point);
        if (cleared.SequenceEqual(Identity))
        {
            point.CopyTo(torsion);
            Identity.CopyTo(result);
        }
        else
        {
            Require(Libsodium.Multiply(main, InverseOfEight, cleared));
            Subtract(torsion, point, main);
            Require(Libsodium.Multiply(result, scalar, main));
        }

        for (var i = scalar[0] & ((1 << CofactorBits) - 1); i > 0; i--)
        {
            Add(result, result, torsion);
        }
    }

    /// <summary>p - q.</summary>
    public static void Subtract(Span<byte> result, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q) => Require(Libsodium.Subtract(result, p, q));

    private static void Add(Span<byte> result, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q) => Require(Libsodium.Add(result, p, q));

    private static bool IsZero(ReadOnlySpan<byte> scalar) => !scalar.ContainsAnyExcept((byte)0);

    /// <summary>Whether y, the sign bit aside, is below 2^255 - 19.</summary>
    private static bool HasCanonicalOrdinate(ReadOnlySpan<byte> encoding) =>
        encoding[0] < 0xED || encoding[1..(Size - 1)].ContainsAnyExcept((byte)0xFF) || (encoding[Size - 1] | SignBit) != 0xFF;

    /// <summary>Whether y is 1 or -1, the two points with x = 0.</summary>
    private static bool IsAbscissaZero(ReadOnlySpan<byte> encoding)
    {
        var last = encoding[Size - 1] & ~SignBit;
        var middle = encoding[1..(Size - 1)];
        return (encoding[0] == 0x01 && last == 0x00 && !middle.ContainsAnyExcept((byte)0x00))
            || (encoding[0] == 0xEC && last == 0x7F && !middle.ContainsAnyExcept((byte)0xFF));
    }

    private static void Require(int status)
    {
        if (status != 0)
        {
            throw new CryptographicException("libsodium refused a point that had been checked.");
        }
    }
}
