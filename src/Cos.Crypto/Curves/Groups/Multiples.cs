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

    /// <summary>The sum of split multiples, the parts of each one after the other.</summary>
    internal static JacobianPoint<T> Sum<T, C>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T>
        where C : struct, IEndomorphic<T> => terms.Length < BucketsFrom ? Straus<T, C>(terms) : Buckets(terms);

    /// <summary>Every term its own table of odd multiples, all terms one chain of doublings (Straus 1964).</summary>
    internal static JacobianPoint<T> Straus<T, C>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T>
        where C : struct, IEndomorphic<T>
    {
        var digits = new sbyte[terms.Length * SignedDigits.LengthMax];
        var length = 0;
        for (var t = 0; t < terms.Length; t++)
        {
            length = Math.Max(length, SignedDigits.Recode(terms[t].Factor, StrausWidth, digits.AsSpan(t * SignedDigits.LengthMax, SignedDigits.LengthMax)));
        }

        var affine = OddMultiples<T, C>(terms);
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

    /// <summary>The tables of the terms; those of images are the images of the tables.</summary>
    private static AffinePoint<T>[] OddMultiples<T, C>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T>
        where C : struct, IEndomorphic<T>
    {
        var multiples = new JacobianPoint<T>[terms.Length / C.Parts * StrausTable];
        for (var t = 0; t < terms.Length; t += C.Parts)
        {
            var table = multiples.AsSpan(t / C.Parts * StrausTable, StrausTable);
            table[0] = JacobianPoint<T>.From(terms[t].Point);
            var twice = JacobianPoint<T>.Double(table[0]);
            for (var i = 1; i < StrausTable; i++)
            {
                table[i] = table[i - 1] + twice;
            }
        }

        var first = new AffinePoint<T>[multiples.Length];
        AffineBatch.Convert<T>(multiples, first);
        var all = new AffinePoint<T>[terms.Length * StrausTable];
        for (var t = 0; t < terms.Length; t++)
        {
            var table = all.AsSpan(t * StrausTable, StrausTable);
            if (t % C.Parts == 0)
            {
                first.AsSpan(t / C.Parts * StrausTable, StrausTable).CopyTo(table);
                continue;
            }

            var before = all.AsSpan((t - 1) * StrausTable, StrausTable);
            var isSame = (C.Image(before[0]).Y - terms[t].Point.Y).IsZero;
            for (var i = 0; i < StrausTable; i++)
            {
                var image = C.Image(before[i]);
                table[i] = isSame ? image : -image;
            }
        }

        return all;
    }

    /// <summary>Window by window, points gather in the bucket of their digit (Pippenger 1976).</summary>
    internal static JacobianPoint<T> Buckets<T>(ReadOnlySpan<ScaledPoint<T>> terms)
        where T : struct, IField<T>
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)terms.Length) - 2, 2, BucketBitsMax);
        var buckets = new JacobianPoint<T>[(1 << (bits - 1)) + 1];
        var factorBits = 0;
        foreach (ref readonly var term in terms)
        {
            factorBits = Math.Max(factorBits, 128 - (int)UInt128.LeadingZeroCount(term.Factor));
        }

        JacobianPoint<T> sum = default;
        for (var window = factorBits / bits; window >= 0; window--)
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
