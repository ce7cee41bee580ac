using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>The encodings of EIP-2537, field elements padded to 64 bytes, and the compressed ones of EIP-4844.</summary>
internal static class Bls12381Encoding
{
    /// <summary>The bytes of a padded field element.</summary>
    internal const int FieldSize = 64;

    /// <summary>The bytes of a compressed point of the curve.</summary>
    internal const int CompressedSize = 48;

    private const int NumberSize = 48;
    private const int Padding = FieldSize - NumberSize;
    private const byte CompressedFlag = 0x80;
    private const byte InfinityFlag = 0x40;
    private const byte LargeFlag = 0x20;

    /// <summary>Reads a padded number below p.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out Fp number)
    {
        number = default;
        return bytes.Length == FieldSize && bytes[..Padding].IndexOfAnyExcept((byte)0) < 0 && PrimeField.TryRead(bytes[Padding..], out number);
    }

    /// <summary>Reads an element of the quadratic field, the part without u first.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out Fp2<Fp> number)
    {
        number = default;
        if (bytes.Length != 2 * FieldSize || !TryRead(bytes[..FieldSize], out Fp a) || !TryRead(bytes[FieldSize..], out Fp b))
        {
            return false;
        }

        number = new(a, b);
        return true;
    }

    /// <summary>Reads a point of the curve, of whatever order.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out AffinePoint<Fp> point)
    {
        point = default;
        if (bytes.Length != 2 * FieldSize || !TryRead(bytes[..FieldSize], out Fp x) || !TryRead(bytes[FieldSize..], out Fp y))
        {
            return false;
        }

        point = new(x, y);
        return point.IsOnCurve(Bls12381Curve.B);
    }

    /// <summary>Reads a point of the twist, of whatever order.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out AffinePoint<Fp2<Fp>> point)
    {
        point = default;
        if (bytes.Length != 4 * FieldSize || !TryRead(bytes[..(2 * FieldSize)], out Fp2<Fp> x) || !TryRead(bytes[(2 * FieldSize)..], out Fp2<Fp> y))
        {
            return false;
        }

        point = new(x, y);
        return point.IsOnCurve(Bls12381Curve.TwistB);
    }

    /// <summary>Writes a point of the curve.</summary>
    internal static void Write(in AffinePoint<Fp> point, Span<byte> bytes)
    {
        Write(point.X, bytes[..FieldSize]);
        Write(point.Y, bytes[FieldSize..]);
    }

    /// <summary>Writes a point of the twist.</summary>
    internal static void Write(in AffinePoint<Fp2<Fp>> point, Span<byte> bytes)
    {
        Write(point.X.A, bytes[..FieldSize]);
        Write(point.X.B, bytes.Slice(FieldSize, FieldSize));
        Write(point.Y.A, bytes.Slice(2 * FieldSize, FieldSize));
        Write(point.Y.B, bytes[(3 * FieldSize)..]);
    }

    /// <summary>Reads a compressed point of the curve, of whatever order (draft-irtf-cfrg-pairing-friendly-curves, appendix C).</summary>
    internal static bool TryDecompress(ReadOnlySpan<byte> bytes, out AffinePoint<Fp> point)
    {
        point = default;
        if (bytes.Length != CompressedSize || !TryTakeFlags(bytes, out var number, out var isInfinity, out var isLarge))
        {
            return false;
        }

        if (isInfinity)
        {
            return true;
        }

        if (!PrimeField.TryRead(number, out Fp x) || !SquareRoot.TryFind(Fp.Square(x) * x + Bls12381Curve.B, out var y))
        {
            return false;
        }

        point = new(x, PrimeField.IsLarge(y) == isLarge ? y : -y);
        return true;
    }

    /// <summary>Reads a compressed point of the twist, of whatever order; the part with u comes first.</summary>
    internal static bool TryDecompress(ReadOnlySpan<byte> bytes, out AffinePoint<Fp2<Fp>> point)
    {
        point = default;
        if (bytes.Length != 2 * CompressedSize || !TryTakeFlags(bytes, out var numbers, out var isInfinity, out var isLarge))
        {
            return false;
        }

        if (isInfinity)
        {
            return true;
        }

        if (!PrimeField.TryRead(numbers.AsSpan(0, NumberSize), out Fp b) || !PrimeField.TryRead(numbers.AsSpan(NumberSize), out Fp a))
        {
            return false;
        }

        var x = new Fp2<Fp>(a, b);
        if (!SquareRoot.TryFind(Fp2<Fp>.Square(x) * x + Bls12381Curve.TwistB, out var y))
        {
            return false;
        }

        point = new(x, SquareRoot.IsLarge(y) == isLarge ? y : -y);
        return true;
    }

    private static bool TryTakeFlags(ReadOnlySpan<byte> bytes, out byte[] number, out bool isInfinity, out bool isLarge)
    {
        number = bytes.ToArray();
        var flags = number[0];
        number[0] &= LargeFlag - 1;
        (isInfinity, isLarge) = ((flags & InfinityFlag) != 0, (flags & LargeFlag) != 0);
        return (flags & CompressedFlag) != 0 && (!isInfinity || (!isLarge && number.AsSpan().IndexOfAnyExcept((byte)0) < 0));
    }

    private static void Write(in Fp number, Span<byte> bytes)
    {
        bytes[..Padding].Clear();
        PrimeField.Write(number, bytes[Padding..]);
    }
}
