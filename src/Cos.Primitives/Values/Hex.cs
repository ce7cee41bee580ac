namespace Cos.Primitives.Values;

/// <summary>Ethereum's hexadecimal text: byte strings "0x00ff" and quantities "0xff".</summary>
public static class Hex
{
    /// <summary>The lower-case digits, in order.</summary>
    internal const string Digits = "0123456789abcdef";

    /// <summary>Reads "0x" and an even number of digits; the array is the caller's.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (!HasPrefix(text) || (text.Length & 1) != 0) return false;
        byte[] decoded = new byte[(text.Length - 2) / 2];
        if (!TryDecodeExact(text, decoded)) return false;
        bytes = decoded;
        return true;
    }

    /// <summary>Reads "0x" and exactly as many digits as fill <paramref name="destination"/>.</summary>
    public static bool TryDecodeExact(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (!HasPrefix(text) || text.Length != 2 + destination.Length * 2) return false;
        for (int i = 0; i < destination.Length; i++)
        {
            int high = Nibble(text[2 + i * 2]), low = Nibble(text[3 + i * 2]);
            if ((high | low) < 0) return false;
            destination[i] = (byte)((high << 4) | low);
        }

        return true;
    }

    /// <summary>"0x" and two lower-case digits a byte.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => string.Concat("0x", Convert.ToHexStringLower(bytes));

    /// <summary>Reads a JSON-RPC quantity: "0x" and digits without leading zeros, at most 2^256 - 1; zero is "0x0".</summary>
    public static bool TryParseQuantity(ReadOnlySpan<char> text, out UInt256 value)
    {
        value = UInt256.Zero;
        if (!HasPrefix(text) || text.Length == 2) return false;
        if (text[2] == '0' && text.Length > 3) return false;
        return WideText.TryParseHex(text[2..], out value);
    }

    /// <summary>Writes a JSON-RPC quantity.</summary>
    public static string EncodeQuantity(in UInt256 value) => value.ToHex();

    /// <summary>The digit's value, or -1.</summary>
    internal static int Nibble(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static bool HasPrefix(ReadOnlySpan<char> text) => text.Length >= 2 && text[0] == '0' && text[1] is 'x' or 'X';
}
