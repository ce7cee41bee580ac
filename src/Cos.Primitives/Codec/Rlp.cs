using System.Numerics;

namespace Cos.Primitives.Codec;

/// <summary>Recursive Length Prefix (Yellow Paper, appendix B): prefixes, lengths, and writing into a caller's span.</summary>
public static class Rlp
{
    /// <summary>The encoding of the empty string, and of the number 0.</summary>
    public const byte EmptyString = 0x80;
    /// <summary>The encoding of the empty list.</summary>
    public const byte EmptyList = 0xc0;
    /// <summary>The longest payload whose length fits the prefix byte itself.</summary>
    internal const int ShortMax = 55;

    /// <summary>Bytes of the prefix of a string (other than a lone byte below 0x80) or list with such a payload.</summary>
    public static int PrefixLength(int payloadLength) => payloadLength <= ShortMax ? 1 : 1 + BytesOf((ulong)payloadLength);

    /// <summary>Bytes of a string's encoding.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes) => bytes.Length == 1 && bytes[0] < EmptyString ? 1 : PrefixLength(bytes.Length) + bytes.Length;

    /// <summary>Bytes of a number's encoding.</summary>
    public static int LengthOf(ulong value) => value < EmptyString ? 1 : 1 + BytesOf(value);

    /// <summary>Bytes of a list's encoding, given the sum of its items' encodings.</summary>
    public static int LengthOfList(int payloadLength) => PrefixLength(payloadLength) + payloadLength;

    /// <summary>Writes a string to the front of <paramref name="destination"/> and says how many bytes.</summary>
    public static int WriteBytes(Span<byte> destination, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 && bytes[0] < EmptyString)
        {
            destination[0] = bytes[0];
            return 1;
        }

        int prefix = WritePrefix(destination, bytes.Length, EmptyString);
        bytes.CopyTo(destination[prefix..]);
        return prefix + bytes.Length;
    }

    /// <summary>Writes the prefix of a list with such a payload and says how many bytes.</summary>
    public static int WriteListPrefix(Span<byte> destination, int payloadLength) => WritePrefix(destination, payloadLength, EmptyList);

    private static int WritePrefix(Span<byte> destination, int payloadLength, byte kind)
    {
        if (payloadLength <= ShortMax)
        {
            destination[0] = (byte)(kind + payloadLength);
            return 1;
        }

        int bytes = BytesOf((ulong)payloadLength);
        destination[0] = (byte)(kind + ShortMax + bytes);
        for (int i = 0; i < bytes; i++) destination[1 + i] = unchecked((byte)(payloadLength >> (8 * (bytes - 1 - i)))); // the low byte is meant
        return 1 + bytes;
    }

    private static int BytesOf(ulong value) => (64 - BitOperations.LeadingZeroCount(value) + 7) >> 3;
}
