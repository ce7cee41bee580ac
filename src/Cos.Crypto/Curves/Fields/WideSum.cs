using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>A signed sum of products in two words, which gives its digits of 62 bits from below.</summary>
internal struct WideSum
{
    private const int DigitBits = 62;
    private long _high;

    /// <summary>The lower word.</summary>
    internal ulong Low { get; private set; }

    /// <summary>Adds a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long a, long b)
    {
        unchecked // two's complement; the callers' factors keep the sum below 2^127
        {
            var high = Math.BigMul(a, b, out var low);
            Low += (ulong)low;
            _high += high + (Low < (ulong)low ? 1 : 0);
        }
    }

    /// <summary>Adds two products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long a, long b, long c, long d)
    {
        Add(a, b);
        Add(c, d);
    }

    /// <summary>Takes the lowest digit off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long TakeDigit()
    {
        unchecked // shifts
        {
            var digit = Low & ((1ul << DigitBits) - 1);
            Low = (Low >> DigitBits) | ((ulong)_high << (64 - DigitBits));
            _high >>= DigitBits;
            return (long)digit;
        }
    }
}
