using System.Numerics;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Curves.Bn254;

/// <summary>Addition, multiplication and the pairing check of bn254 on the encodings of EIP-196 and EIP-197.</summary>
public static class Bn254Arithmetic
{
    /// <summary>The bytes of a point of the curve.</summary>
    public const int PointSize = 64;

    /// <summary>The bytes of a number that multiplies a point.</summary>
    public const int FactorSize = 32;

    /// <summary>The bytes of a point of the curve and a point of its twist.</summary>
    public const int PairSize = 192;

    private const int Word = 32;

    /// <summary>Adds two points.</summary>
    /// <returns>False where one is none.</returns>
    public static bool TryAdd(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> sum)
    {
        if (!TryReadPoint(first, out var a) || !TryReadPoint(second, out var b))
        {
            return false;
        }

        WritePoint(AffinePoint<Fp>.Add(a, b), sum);
        return true;
    }

    /// <summary>Multiplies a point by a big-endian number.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryMultiply(ReadOnlySpan<byte> point, ReadOnlySpan<byte> factor, Span<byte> product)
    {
        if (!TryReadPoint(point, out var p))
        {
            return false;
        }

        Span<ScaledPoint<Fp>> halves = stackalloc ScaledPoint<Fp>[2];
        Bn254Curve.Endomorphism.Split(p, new BigInteger(factor, isUnsigned: true, isBigEndian: true), out halves[0], out halves[1]);
        WritePoint(p.IsInfinity ? p : Multiples.Straus<Fp, Bn254Curve>(halves).ToAffine(), product);
        return true;
    }

    /// <summary>Checks whether the product of the pairings of all pairs is one.</summary>
    /// <returns>False where the length is wrong or a point is none, or not of the group.</returns>
    public static bool TryCheckPairing(ReadOnlySpan<byte> pairs, out bool isOne)
    {
        isOne = false;
        if (pairs.Length % PairSize != 0)
        {
            return false;
        }

        var terms = new PairingTerm<Fp>[pairs.Length / PairSize];
        var count = 0;
        for (; !pairs.IsEmpty; pairs = pairs[PairSize..])
        {
            if (!TryReadPoint(pairs[..PointSize], out var p) || !TryReadTwistPoint(pairs[PointSize..PairSize], out var q))
            {
                return false;
            }

            if (!p.IsInfinity && !q.IsInfinity)
            {
                terms[count++] = new(p, q);
            }
        }

        isOne = count == 0 || Bn254Curve.IsProductOne(terms.AsSpan(0, count));
        return true;
    }

    private static bool TryReadPoint(ReadOnlySpan<byte> bytes, out AffinePoint<Fp> point)
    {
        point = default;
        if (bytes.Length != PointSize || !PrimeField.TryRead(bytes[..Word], out Fp x) || !PrimeField.TryRead(bytes[Word..], out Fp y))
        {
            return false;
        }

        point = new(x, y);
        return point.IsOnCurve(Bn254Curve.B);
    }

    private static bool TryReadTwistPoint(ReadOnlySpan<byte> bytes, out AffinePoint<Fp2<Fp>> point)
    {
        point = default;
        if (!TryReadPair(bytes[..PointSize], out var x) || !TryReadPair(bytes[PointSize..], out var y))
        {
            return false;
        }

        point = new(x, y);
        return point.IsOnCurve(Bn254Curve.TwistB) && (point.IsInfinity || Bn254Curve.IsInGroup(point));
    }

    /// <summary>EIP-197: the part with u comes first.</summary>
    private static bool TryReadPair(ReadOnlySpan<byte> bytes, out Fp2<Fp> number)
    {
        number = default;
        if (!PrimeField.TryRead(bytes[..Word], out Fp b) || !PrimeField.TryRead(bytes[Word..], out Fp a))
        {
            return false;
        }

        number = new(a, b);
        return true;
    }

    private static void WritePoint(in AffinePoint<Fp> point, Span<byte> bytes)
    {
        PrimeField.Write(point.X, bytes[..Word]);
        PrimeField.Write(point.Y, bytes[Word..]);
    }
}
