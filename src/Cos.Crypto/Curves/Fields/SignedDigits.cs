namespace Cos.Crypto.Curves.Fields;

/// <summary>The non-adjacent form of a width: odd digits below 2^(width-1) in size, at least width places apart.</summary>
internal static class SignedDigits
{
    /// <summary>The most digits that a number of 128 bits takes.</summary>
    internal const int LengthMax = 129;

    /// <summary>Writes the digits, lowest first, and clears the rest.</summary>
    /// <returns>How many there are up to the highest that is not zero.</returns>
    internal static int Recode(UInt128 number, int width, Span<sbyte> digits)
    {
        digits.Clear();
        var (length, carry, window) = (0, 0, 1 << width);
        for (var place = 0; place < LengthMax;)
        {
            var rest = place < 128 ? (uint)((number >> place) & uint.MaxValue) : 0;
            if ((rest & 1) == carry)
            {
                place++;
                continue;
            }

            var digit = (int)(rest & (uint)(window - 1)) + carry;
            carry = digit >= window >> 1 ? 1 : 0;
            digits[place] = (sbyte)(digit - carry * window);
            length = place + 1;
            place += width;
        }

        return length;
    }
}
