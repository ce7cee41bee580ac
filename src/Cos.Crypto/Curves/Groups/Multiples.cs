using System.Numerics;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>Sums of multiples of points, in variable time: Straus' interleaving for few, Pippenger's buckets for many.</summary>
internal static class Multiples
{
    private const int StrausWidth = 5;
    private const int StrausTable = 1 << (StrausWidth - 2);

    /// <summary>The terms from which on buckets are cheaper (measured).</summary>
    private const int BucketsFrom = 192;

    private const int BucketBitsMax = 11;

    /// <summary>The sum of the multiples.</summary>
    internal static JacobianPoint<T> Sum<T>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T> => terms.Length < BucketsFrom ? Straus(terms) : Buckets(terms);

    /// <summary>Every term its own table of odd multiples, all terms one chain of doublings (Straus 1964).</summary>
    internal static JacobianPoint<T> Straus<T>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T>
    {
        var digits = new sbyte[terms.Length * SignedDigits.LengthMax];
        var multiples = new JacobianPoint<T>[terms.Length * StrausTable];
        var length = 0;
        for (var t = 0; t < terms.Length; t++)
        {
            length = Math.Max(length, SignedDigits.Recode(terms[t].Factor, StrausWidth, digits.AsSpan(t * SignedDigits.LengthMax, SignedDigits.LengthMax)));
            var table = multiples.AsSpan(t * StrausTable, StrausTable);
            table[0] = JacobianPoint<T>.From(terms[t].Point);
            var twice = JacobianPoint<T>.Double(table[0]);
            for (var i = 1; i < StrausTable; i++)
            {
                table[i] = table[i - 1] + twice;
            }
        }

        var affine = new AffinePoint<T>[multiples.Length];
        AffineBatch.Convert<T>(multiples, affine);
        JacobianPoint<T> sum = default;
        for (var place = length - 1; place >= 0; place--)
        {
            sum = JacobianPoint<T>.Double(sum);
            for (var t = 0; t < terms.Length; t++)
            {
                var digit = digits[t * SignedDigits.LengthMax + place];
                if (digit != 0)
                {
                    var multiple = affine[t * StrausTable + (Math.Abs((int)digit) >> 1)];
                    sum += digit > 0 ? multiple : -multiple;
                }
            }
        }

        return sum;
    }

    /// <summary>Window by window, points gather in the bucket of their digit (Pippenger 1976).</summary>
    internal static JacobianPoint<T> Buckets<T>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T>
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)terms.Length) - 2, 2, BucketBitsMax);
        var buckets = new JacobianPoint<T>[(1 << (bits - 1)) + 1];
        JacobianPoint<T> sum = default;
        for (var window = 128 / bits; window >= 0; window--)
        {
            for (var i = 0; i < bits; i++)
            {
                sum = JacobianPoint<T>.Double(sum);
            }

            Array.Clear(buckets);
            foreach (ref readonly var term in terms)
            {
                var digit = Digit(term.Factor, window * bits, bits);
                if (digit > 0)
                {
                    buckets[digit] += term.Point;
                }
                else if (digit < 0)
                {
                    buckets[-digit] += -term.Point;
                }
            }

            sum += Weigh<T>(buckets);
        }

        return sum;
    }

    /// <summary>The sum of every bucket times its number.</summary>
    private static JacobianPoint<T> Weigh<T>(ReadOnlySpan<JacobianPoint<T>> buckets)
        where T : struct, IField<T>
    {
        JacobianPoint<T> running = default, sum = default;
        for (var i = buckets.Length - 1; i > 0; i--)
        {
            running += buckets[i];
            sum += running;
        }

        return sum;
    }

    /// <summary>A signed digit (Booth): the bits of the window and the one below it say it without a carry.</summary>
    private static int Digit(UInt128 factor, int place, int bits)
    {
        var withLower = place == 0 ? factor << 1 : factor >> (place - 1);
        var window = (int)(uint)(withLower & ((1u << (bits + 1)) - 1));
        var rounded = (window + 1) >> 1;
        return window >> bits == 0 ? rounded : rounded - (1 << bits);
    }
}
