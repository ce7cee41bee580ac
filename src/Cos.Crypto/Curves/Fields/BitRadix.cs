namespace Cos.Crypto.Curves.Fields;

/// <summary>Cuts a number of digits of one width into digits of another.</summary>
internal static class BitRadix
{
    /// <summary>Writes the number again; digits are lowest first, and bits beyond the last digit written are dropped.</summary>
    internal static void Convert(ReadOnlySpan<ulong> from, int fromBits, Span<ulong> to, int toBits)
    {
        unchecked // shifts drop what does not fit
        {
            var mask = toBits == 64 ? ulong.MaxValue : (1ul << toBits) - 1;
            for (var i = 0; i < to.Length; i++)
            {
                var bit = i * toBits;
                var (index, shift) = (bit / fromBits, bit % fromBits);
                ulong digit = 0;
                for (var have = -shift; have < toBits && index < from.Length; have += fromBits, index++)
                {
                    digit |= have < 0 ? from[index] >> -have : from[index] << have;
                }

                to[i] = digit & mask;
            }
        }
    }
}
