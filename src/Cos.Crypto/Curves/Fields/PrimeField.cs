using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>What every prime field does alike: encodings, inverses, powers and square roots.</summary>
internal static class PrimeField
{
    private const int WordsMax = 6;
    private const int WindowBits = 4;

    /// <summary>Reads a big-endian number below p.</summary>
    internal static bool TryRead<T>(ReadOnlySpan<byte> bytes, out T element)
        where T : struct, IPrimeField<T>
    {
        var form = T.Form;
        element = default;
        if (bytes.Length != form.ByteCount || bytes.SequenceCompareTo(form.ModulusBytes) >= 0)
        {
            return false;
        }

        element = ReadReduced<T>(bytes);
        return true;
    }

    /// <summary>Writes an element big-endian.</summary>
    internal static void Write<T>(in T element, Span<byte> bytes)
        where T : struct, IPrimeField<T>
    {
        var form = T.Form;
        Span<ulong> words = stackalloc ulong[WordsMax];
        words = words[..(form.ByteCount / sizeof(ulong))];
        var number = element * form.RawOne;
        FieldArithmetic<T>.Limbs(number).CopyTo(words);
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[((words.Length - 1 - i) * sizeof(ulong))..], words[i]);
        }
    }

    /// <summary>The least significant bit of the number.</summary>
    internal static bool IsOdd<T>(in T element)
        where T : struct, IPrimeField<T>
    {
        var number = element * T.Form.RawOne;
        return (FieldArithmetic<T>.Limbs(number)[0] & 1) == 1;
    }

    /// <summary>Whether the number is above (p-1)/2.</summary>
    internal static bool IsLarge<T>(in T element)
        where T : struct, IPrimeField<T> => IsOdd(element + element); // 2a wraps to the odd 2a - p where a is large

    /// <summary>The inverse; zero for zero.</summary>
    internal static T Invert<T>(in T element)
        where T : struct, IPrimeField<T>
    {
        var form = T.Form;
        Span<ulong> limbs = stackalloc ulong[WordsMax];
        limbs = limbs[..(form.ByteCount / sizeof(ulong))];
        FieldArithmetic<T>.Limbs(element).CopyTo(limbs);
        form.Inversion.Invert(limbs);
        return FieldArithmetic<T>.FromLimbs(limbs) * form.RadixCubed;
    }

    /// <summary>A power, the exponent given as words, lowest first.</summary>
    internal static T Power<T>(in T element, ReadOnlySpan<ulong> exponent)
        where T : struct, IField<T>
    {
        var powers = new Window<T>();
        powers[0] = T.One;
        for (var i = 1; i < 1 << WindowBits; i++)
        {
            powers[i] = powers[i - 1] * element;
        }

        var result = T.One;
        for (var bit = exponent.Length * 64 - WindowBits; bit >= 0; bit -= WindowBits)
        {
            result = T.Square(T.Square(T.Square(T.Square(result))));
            var digit = (int)((exponent[bit / 64] >> (bit % 64)) & ((1 << WindowBits) - 1));
            result = digit == 0 ? result : result * powers[digit];
        }

        return result;
    }

    /// <summary>The words of an exponent, lowest first.</summary>
    internal static ulong[] Exponent(BigInteger number)
    {
        var words = new ulong[(int)((number.GetBitLength() + 63) / 64)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (ulong)((number >> (64 * i)) & ulong.MaxValue);
        }

        return words;
    }

    private static T ReadReduced<T>(ReadOnlySpan<byte> bytes)
        where T : struct, IPrimeField<T>
    {
        var form = T.Form;
        Span<ulong> words = stackalloc ulong[WordsMax];
        words = words[..(bytes.Length / sizeof(ulong))];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[((words.Length - 1 - i) * sizeof(ulong))..]);
        }

        return FieldArithmetic<T>.FromLimbs(words) * form.RadixSquared;
    }

    [InlineArray(1 << WindowBits)]
    private struct Window<T>
        where T : struct
    {
        private T _first;
    }
}
