using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cos.Primitives.Values;

/// <summary>Shifts and bit positions of <see cref="UInt256"/>.</summary>
internal static class WideShift
{
    /// <summary>Shift left; 0 for a count outside 0–255.</summary>
    internal static UInt256 Left(in UInt256 value, int count)
    {
        if (unchecked((uint)count) >= 256) return UInt256.Zero;
        // `(x >> 1) >> (63 - s)` is `x >> (64 - s)` that also holds for s = 0.
        int s = count & 63, t = 63 - s;
        return (count >> 6) switch
        {
            0 => new UInt256(value.U0 << s, (value.U1 << s) | (value.U0 >> 1 >> t), (value.U2 << s) | (value.U1 >> 1 >> t), (value.U3 << s) | (value.U2 >> 1 >> t)),
            1 => new UInt256(0, value.U0 << s, (value.U1 << s) | (value.U0 >> 1 >> t), (value.U2 << s) | (value.U1 >> 1 >> t)),
            2 => new UInt256(0, 0, value.U0 << s, (value.U1 << s) | (value.U0 >> 1 >> t)),
            _ => new UInt256(0, 0, 0, value.U0 << s),
        };
    }

    /// <summary>Logical shift right; 0 for a count outside 0–255.</summary>
    internal static UInt256 Right(in UInt256 value, int count) => unchecked((uint)count) >= 256 ? UInt256.Zero : RightFilled(in value, count, 0);

    /// <summary>Shift right that keeps the sign.</summary>
    internal static UInt256 RightArithmetic(in UInt256 value, int count)
    {
        ulong fill = value.IsNegative ? ulong.MaxValue : 0;
        return unchecked((uint)count) >= 256 ? new UInt256(fill, fill, fill, fill) : RightFilled(in value, count, fill);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt256 RightFilled(in UInt256 value, int count, ulong fill)
    {
        int s = count & 63, t = 63 - s;
        ulong top = (value.U3 >> s) | (fill << 1 << t);
        return (count >> 6) switch
        {
            0 => new UInt256((value.U0 >> s) | (value.U1 << 1 << t), (value.U1 >> s) | (value.U2 << 1 << t), (value.U2 >> s) | (value.U3 << 1 << t), top),
            1 => new UInt256((value.U1 >> s) | (value.U2 << 1 << t), (value.U2 >> s) | (value.U3 << 1 << t), top, fill),
            2 => new UInt256((value.U2 >> s) | (value.U3 << 1 << t), top, fill, fill),
            _ => new UInt256(top, fill, fill, fill),
        };
    }

    /// <summary>Leading zero bits; 256 for 0.</summary>
    internal static int LeadingZeros(in UInt256 value)
    {
        if (value.U3 != 0) return BitOperations.LeadingZeroCount(value.U3);
        if (value.U2 != 0) return 64 + BitOperations.LeadingZeroCount(value.U2);
        return value.U1 != 0 ? 128 + BitOperations.LeadingZeroCount(value.U1) : 192 + BitOperations.LeadingZeroCount(value.U0);
    }

    /// <summary>Extends the sign of the (byteIndex + 1)-byte number in the low end; unchanged from 31 on.</summary>
    internal static UInt256 SignExtend(in UInt256 byteIndex, in UInt256 value)
    {
        if (!byteIndex.FitsUInt64 || byteIndex.U0 >= UInt256.Size - 1) return value;
        int unused = 256 - 8 * ((int)byteIndex.U0 + 1);
        return RightArithmetic(Left(in value, unused), unused);
    }
}
