using System.Globalization;
using System.Numerics;

namespace Cos.Crypto.Curves.Fields;

/// <summary>What the Montgomery form of a prime field is made of: a number a stands as a·R modulo p, R = 2^(64 · limbs).</summary>
/// <typeparam name="T">The field's element.</typeparam>
internal sealed class Montgomery<T>
    where T : struct, IPrimeField<T>
{
    /// <summary>Computes the constants of the field, whose encoding has as many bytes.</summary>
    internal Montgomery(int byteCount)
    {
        Modulus = Number(T.ModulusHex);
        ByteCount = byteCount;
        ModulusBytes = Modulus.ToByteArray(isUnsigned: true, isBigEndian: true);
        var radix = BigInteger.One << (byteCount * 8);
        RawOne = Raw(1);
        One = Raw(radix % Modulus);
        RadixSquared = Raw(radix * radix % Modulus);
        RadixCubed = Raw(radix * radix * radix % Modulus);
        RootExponent = PrimeField.Exponent((Modulus + 1) / 4);
        Half = Of((Modulus + 1) / 2);
        Inversion = new ModularInverse(Modulus, byteCount * 8);
    }

    /// <summary>p.</summary>
    internal BigInteger Modulus { get; }

    /// <summary>The bytes of an element's encoding.</summary>
    internal int ByteCount { get; }

    /// <summary>p, big-endian.</summary>
    internal byte[] ModulusBytes { get; }

    /// <summary>The limbs of 1, which multiply an element out of the form.</summary>
    internal T RawOne { get; }

    /// <summary>1 in the form.</summary>
    internal T One { get; }

    /// <summary>R², which multiplies limbs into the form.</summary>
    internal T RadixSquared { get; }

    /// <summary>R³, which multiplies the inverse of limbs in the form into the form.</summary>
    internal T RadixCubed { get; }

    /// <summary>(p+1)/4, whose power of a square is a root.</summary>
    internal ulong[] RootExponent { get; }

    /// <summary>1/2 in the form.</summary>
    internal T Half { get; }

    /// <summary>Inverts modulo p.</summary>
    internal ModularInverse Inversion { get; }

    /// <summary>A number in the form.</summary>
    internal T Of(BigInteger number)
    {
        var reduced = number % Modulus;
        return Raw(reduced.Sign < 0 ? reduced + Modulus : reduced) * RadixSquared;
    }

    /// <summary>A number in the form, its digits hexadecimal.</summary>
    internal T Parse(string hex) => Of(Number(hex));

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private T Raw(BigInteger number)
    {
        var limbs = new ulong[ByteCount / sizeof(ulong)];
        PrimeField.Exponent(number).CopyTo(limbs, 0);
        return FieldArithmetic<T>.FromLimbs(limbs);
    }
}
