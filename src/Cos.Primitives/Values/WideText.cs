namespace Cos.Primitives.Values;

/// <summary>Decimal and hexadecimal text of <see cref="UInt256"/>, without culture.</summary>
internal static class WideText
{
    private const int DecimalDigitsMax = 78, ChunkDigits = 19;
    private const ulong Chunk = 10_000_000_000_000_000_000;

    /// <summary>Reads decimal, or hexadecimal after "0x".</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out UInt256 value) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? TryParseHex(text[2..], out value) : TryParseDecimal(text, out value);

    /// <summary>Reads bare hexadecimal digits; leading zeros are welcome, overflow is not.</summary>
    internal static bool TryParseHex(ReadOnlySpan<char> digits, out UInt256 value)
    {
        value = UInt256.Zero;
        if (digits.IsEmpty) return false;
        digits = digits.TrimStart('0');
        if (digits.Length > UInt256.Size * 2) return false;
        UInt256 sum = UInt256.Zero;
        foreach (char c in digits)
        {
            int nibble = Hex.Nibble(c);
            if (nibble < 0) return false;
            sum = WideShift.Left(in sum, 4) | (ulong)nibble;
        }

        value = sum;
        return true;
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out UInt256 value)
    {
        value = UInt256.Zero;
        if (text.IsEmpty) return false;
        ReadOnlySpan<char> digits = text.TrimStart('0');
        if (digits.Length > DecimalDigitsMax) return false;
        UInt256 sum = UInt256.Zero;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c)) return false;
            if (!UInt256.TryMultiply(in sum, 10, out sum) || !UInt256.TryAdd(in sum, (ulong)(c - '0'), out sum)) return false;
        }

        value = sum;
        return true;
    }

    /// <summary>Decimal digits.</summary>
    internal static string ToDecimal(in UInt256 value)
    {
        Span<char> digits = stackalloc char[DecimalDigitsMax];
        int at = digits.Length;
        UInt256 rest = value;
        while (!rest.FitsUInt64)
        {
            UInt256 quotient = WideDivision.Divide(in rest, Chunk);
            ulong part = WideDivision.Remainder(in rest, Chunk).U0;
            for (int i = 0; i < ChunkDigits; i++, part /= 10) digits[--at] = (char)('0' + part % 10);
            rest = quotient;
        }

        ulong head = rest.U0;
        if (head == 0 && at < digits.Length) return new string(digits[at..]);
        do
        {
            digits[--at] = (char)('0' + head % 10);
            head /= 10;
        }
        while (head != 0);
        return new string(digits[at..]);
    }

    /// <summary>"0x" and digits without leading zeros.</summary>
    internal static string ToQuantity(in UInt256 value)
    {
        int nibbles = Math.Max(1, (value.BitLength + 3) >> 2);
        Span<char> text = stackalloc char[2 + UInt256.Size * 2];
        (text[0], text[1]) = ('0', 'x');
        UInt256 rest = value;
        for (int i = nibbles + 1; i >= 2; i--)
        {
            text[i] = Hex.Digits[(int)(rest.U0 & 15)];
            rest = WideShift.Right(in rest, 4);
        }

        return new string(text[..(nibbles + 2)]);
    }
}
