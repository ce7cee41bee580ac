using System.Buffers;
using System.Numerics;
using Cos.Primitives.Values;

namespace Cos.Rpc.Json;

/// <summary>Ethereum's hexadecimal text in UTF-8: quantities without leading zeros and byte strings.</summary>
internal static class HexText
{
    /// <summary>The longest quantity: "0x" and 64 digits.</summary>
    internal const int QuantityCharsMax = 66;
    private const int LimbDigits = 16;

    private static ReadOnlySpan<byte> Digits => "0123456789abcdef"u8;

    /// <summary>Writes a quantity and says how many bytes.</summary>
    internal static int WriteQuantity(ulong value, Span<byte> destination)
    {
        destination[0] = (byte)'0';
        destination[1] = (byte)'x';
        int digits = Math.Max(1, (67 - BitOperations.LeadingZeroCount(value)) >> 2);
        WriteLimb(value, destination.Slice(2, digits));
        return 2 + digits;
    }

    /// <summary>Writes a quantity and says how many bytes.</summary>
    internal static int WriteQuantity(in UInt256 value, Span<byte> destination)
    {
        if (value.FitsUInt64) return WriteQuantity(value.U0, destination);
        ReadOnlySpan<ulong> limbs = [value.U3, value.U2, value.U1, value.U0];
        int first = 0;
        while (limbs[first] == 0) first++;
        int at = WriteQuantity(limbs[first], destination);
        for (int i = first + 1; i < limbs.Length; i++, at += LimbDigits) WriteLimb(limbs[i], destination.Slice(at, LimbDigits));
        return at;
    }

    /// <summary>Reads a quantity without leading zeros that fits 64 bits.</summary>
    internal static bool TryReadQuantity(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (!IsQuantity(text) || text.Length > 2 + LimbDigits) return false;
        return TryReadDigits(text[2..], out value);
    }

    /// <summary>Reads a quantity without leading zeros.</summary>
    internal static bool TryReadQuantity(ReadOnlySpan<byte> text, out UInt256 value)
    {
        value = default;
        return IsQuantity(text) && TryReadWord(text, out value);
    }

    /// <summary>Reads "0x" and 0–64 digits, leading zeros allowed.</summary>
    internal static bool TryReadWord(ReadOnlySpan<byte> text, out UInt256 value)
    {
        value = default;
        if (!HasPrefix(text) || text.Length > QuantityCharsMax) return false;
        Span<byte> padded = stackalloc byte[UInt256.Size * 2];
        padded.Fill((byte)'0');
        text[2..].CopyTo(padded[(padded.Length - text.Length + 2)..]);
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        if (Convert.FromHexString(padded, bytes, out _, out _) != OperationStatus.Done) return false;
        value = UInt256.FromBigEndian(bytes);
        return true;
    }

    /// <summary>Reads "0x" and exactly as many digits as fill the destination.</summary>
    internal static bool TryReadExact(ReadOnlySpan<byte> text, Span<byte> destination) =>
        HasPrefix(text) && text.Length == 2 + (destination.Length * 2) && Convert.FromHexString(text[2..], destination, out _, out _) == OperationStatus.Done;

    /// <summary>Reads "0x" and an even number of digits; the array is the caller's.</summary>
    internal static bool TryReadBytes(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = [];
        if (!HasPrefix(text) || (text.Length & 1) != 0) return false;
        byte[] decoded = new byte[(text.Length - 2) / 2];
        if (!TryReadExact(text, decoded)) return false;
        bytes = decoded;
        return true;
    }

    private static bool HasPrefix(ReadOnlySpan<byte> text) => text.Length >= 2 && text[0] == '0' && text[1] is (byte)'x' or (byte)'X';

    private static bool IsQuantity(ReadOnlySpan<byte> text) => text.Length > 2 && HasPrefix(text) && (text[2] != '0' || text.Length == 3);

    private static bool TryReadDigits(ReadOnlySpan<byte> digits, out ulong value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            int nibble = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (nibble < 0) return false;
            value = (value << 4) | (uint)nibble;
        }

        return true;
    }

    private static void WriteLimb(ulong value, Span<byte> destination)
    {
        ulong rest = value;
        for (int i = destination.Length - 1; i >= 0; i--, rest >>= 4) destination[i] = Digits[(int)(rest & 15)];
    }
}
