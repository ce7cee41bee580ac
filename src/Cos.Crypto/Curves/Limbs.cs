using System.Buffers.Binary;
using System.Numerics;

namespace Cos.Crypto.Curves;

/// <summary>Natural numbers as arrays of 64-bit limbs, least significant first. Limb arithmetic wraps by definition.</summary>
internal static class Limbs
{
    private const int LimbBits = 64;
    private const int LimbBytes = sizeof(ulong);

    /// <summary>Reads a big-endian number; the array has at least one limb.</summary>
    public static ulong[] FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        var limbs = new ulong[Math.Max(1, (bytes.Length + LimbBytes - 1) / LimbBytes)];
        Span<byte> top = stackalloc byte[LimbBytes];
        for (var i = 0; i < limbs.Length && bytes.Length > 0; i++)
        {
            var taken = Math.Min(LimbBytes, bytes.Length);
            top.Clear();
            bytes[^taken..].CopyTo(top[^taken..]);
            limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(top);
            bytes = bytes[..^taken];
        }

        return limbs;
    }

    /// <summary>Writes a number that fits, zero-padded on the left.</summary>
    public static void ToBigEndian(ReadOnlySpan<ulong> limbs, Span<byte> bytes)
    {
        Span<byte> limb = stackalloc byte[LimbBytes];
        bytes.Clear();
        for (var i = 0; i < limbs.Length && bytes.Length > 0; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(limb, limbs[i]);
            var taken = Math.Min(LimbBytes, bytes.Length);
            limb[^taken..].CopyTo(bytes[^taken..]);
            bytes = bytes[..^taken];
        }
    }

    /// <summary>The number of zero bits below the lowest one bit of a number that is not zero.</summary>
    public static int TrailingZeros(ReadOnlySpan<ulong> limbs)
    {
        var limb = limbs.IndexOfAnyExcept(0ul);
        return (limb * LimbBits) + BitOperations.TrailingZeroCount(limbs[limb]);
    }

    /// <summary>A number that is not zero, divided by a power of two that leaves it above zero, without empty limbs at its top.</summary>
    public static ulong[] ShiftRight(ReadOnlySpan<ulong> limbs, int bits)
    {
        limbs = limbs[(bits / LimbBits)..].TrimEnd(0ul);
        var shift = bits % LimbBits;
        var shifted = limbs.ToArray();
        if (shift == 0)
        {
            return shifted;
        }

        for (var i = 0; i < shifted.Length; i++)
        {
            var above = i + 1 < limbs.Length ? limbs[i + 1] << (LimbBits - shift) : 0;
            shifted[i] = (limbs[i] >> shift) | above;
        }

        return shifted.AsSpan().TrimEnd(0ul).ToArray();
    }

    /// <summary>addend + a · b.</summary>
    public static ulong[] AddProduct(ReadOnlySpan<ulong> addend, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var sum = new ulong[Math.Max(addend.Length, a.Length + b.Length) + 1];
        addend.CopyTo(sum);
        for (var i = 0; i < b.Length; i++)
        {
            var carry = MultiplyAdd(sum.AsSpan(i, a.Length), a, b[i]);
            for (var j = i + a.Length; carry != 0; j++)
            {
                sum[j] = unchecked(sum[j] + carry);
                carry = sum[j] < carry ? 1ul : 0;
            }
        }

        return sum;
    }

    /// <summary>accumulator += a · factor over a's length; returns the limb carried out.</summary>
    public static ulong MultiplyAdd(Span<ulong> accumulator, ReadOnlySpan<ulong> a, ulong factor)
    {
        var carry = 0ul;
        accumulator = accumulator[..a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            unchecked
            {
                // high + two carries cannot overflow: (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1.
                var high = Math.BigMul(a[i], factor, out var low);
                low += carry;
                high += low < carry ? 1ul : 0;
                var sum = accumulator[i] + low;
                carry = high + (sum < low ? 1ul : 0);
                accumulator[i] = sum;
            }
        }

        return carry;
    }

    /// <summary>a -= b over a's length (b may be shorter); returns the borrow.</summary>
    public static ulong SubtractFrom(Span<ulong> a, ReadOnlySpan<ulong> b)
    {
        var borrow = 0ul;
        for (var i = 0; i < a.Length; i++)
        {
            unchecked
            {
                var subtrahend = i < b.Length ? b[i] : 0;
                var difference = a[i] - subtrahend;
                var next = a[i] < subtrahend || difference < borrow ? 1ul : 0;
                a[i] = difference - borrow;
                borrow = next;
            }
        }

        return borrow;
    }

    /// <summary>a = 2a; returns the bit shifted out.</summary>
    public static ulong Double(Span<ulong> a)
    {
        var carry = 0ul;
        for (var i = 0; i < a.Length; i++)
        {
            var next = a[i] >> (LimbBits - 1);
            a[i] = (a[i] << 1) | carry;
            carry = next;
        }

        return carry;
    }

    /// <summary>Whether a is at least b, both of one length.</summary>
    public static bool IsAtLeast(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        for (var i = a.Length - 1; i >= 0; i--)
        {
            if (a[i] != b[i])
            {
                return a[i] > b[i];
            }
        }

        return true;
    }
}
