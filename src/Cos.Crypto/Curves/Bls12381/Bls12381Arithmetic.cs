using System.Numerics;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>What contracts compute on BLS12-381, on the encodings of EIP-2537.</summary>
public static class Bls12381Arithmetic
{
    /// <summary>The bytes of a point of the curve.</summary>
    public const int G1Size = 128;

    /// <summary>The bytes of a point of the twist.</summary>
    public const int G2Size = 256;

    /// <summary>The bytes of a field element.</summary>
    public const int FieldSize = Bls12381Encoding.FieldSize;

    /// <summary>The bytes of a number that multiplies a point.</summary>
    public const int FactorSize = 32;

    /// <summary>The bytes of a point of the curve and a point of its twist.</summary>
    public const int PairSize = G1Size + G2Size;

    private const int G2Parts = 4;

    /// <summary>What the arithmetic of both pairing curves runs on, in words for the log.</summary>
    public static string BackendDescription => FieldArithmetic<Fp>.Description;

    /// <summary>Adds two points of the curve, of whatever order.</summary>
    /// <returns>False where one is none.</returns>
    public static bool TryAddG1(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> sum)
    {
        if (!Bls12381Encoding.TryRead(first, out AffinePoint<Fp> a) || !Bls12381Encoding.TryRead(second, out AffinePoint<Fp> b))
        {
            return false;
        }

        Bls12381Encoding.Write(AffinePoint<Fp>.Add(a, b), sum);
        return true;
    }

    /// <summary>Adds two points of the twist, of whatever order.</summary>
    /// <returns>False where one is none.</returns>
    public static bool TryAddG2(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> sum)
    {
        if (!Bls12381Encoding.TryRead(first, out AffinePoint<Fp2<Fp>> a) || !Bls12381Encoding.TryRead(second, out AffinePoint<Fp2<Fp>> b))
        {
            return false;
        }

        Bls12381Encoding.Write(AffinePoint<Fp2<Fp>>.Add(a, b), sum);
        return true;
    }

    /// <summary>Adds multiples of points of the curve; each point is followed by its factor.</summary>
    /// <returns>False where the length is wrong or a point is none, or not of the group.</returns>
    public static bool TrySumMultiplesG1(ReadOnlySpan<byte> terms, Span<byte> sum)
    {
        const int size = G1Size + FactorSize;
        if (terms.IsEmpty || terms.Length % size != 0)
        {
            return false;
        }

        var parts = new ScaledPoint<Fp>[2 * (terms.Length / size)];
        var count = 0;
        for (; !terms.IsEmpty; terms = terms[size..])
        {
            if (!Bls12381Encoding.TryRead(terms[..G1Size], out AffinePoint<Fp> point) || !Bls12381Curve.IsInGroup(point))
            {
                return false;
            }

            if (!point.IsInfinity)
            {
                Bls12381Curve.Endomorphism.Split(point, Factor(terms[G1Size..size]), out parts[count], out parts[count + 1]);
                count += 2;
            }
        }

        Bls12381Encoding.Write(Multiples.Sum<Fp, Bls12381Curve>(parts.AsSpan(0, count)).ToAffine(), sum);
        return true;
    }

    /// <summary>Adds multiples of points of the twist; each point is followed by its factor.</summary>
    /// <returns>False where the length is wrong or a point is none, or not of the group.</returns>
    public static bool TrySumMultiplesG2(ReadOnlySpan<byte> terms, Span<byte> sum)
    {
        const int size = G2Size + FactorSize;
        if (terms.IsEmpty || terms.Length % size != 0)
        {
            return false;
        }

        var parts = new ScaledPoint<Fp2<Fp>>[G2Parts * (terms.Length / size)];
        var count = 0;
        for (; !terms.IsEmpty; terms = terms[size..])
        {
            if (!Bls12381Encoding.TryRead(terms[..G2Size], out AffinePoint<Fp2<Fp>> point) || !Bls12381Curve.IsInGroup(point))
            {
                return false;
            }

            if (!point.IsInfinity)
            {
                Bls12381Curve.Split(point, Factor(terms[G2Size..size]), parts.AsSpan(count, G2Parts));
                count += G2Parts;
            }
        }

        Bls12381Encoding.Write(Multiples.Sum<Fp2<Fp>, Bls12381Curve>(parts.AsSpan(0, count)).ToAffine(), sum);
        return true;
    }

    /// <summary>Checks whether the product of the pairings of all pairs is one.</summary>
    /// <returns>False where the length is wrong or a point is none, or not of the group.</returns>
    public static bool TryCheckPairing(ReadOnlySpan<byte> pairs, out bool isOne)
    {
        isOne = false;
        if (pairs.IsEmpty || pairs.Length % PairSize != 0)
        {
            return false;
        }

        var terms = new PairingTerm<Fp>[pairs.Length / PairSize];
        var count = 0;
        for (; !pairs.IsEmpty; pairs = pairs[PairSize..])
        {
            if (!Bls12381Encoding.TryRead(pairs[..G1Size], out AffinePoint<Fp> p) || !Bls12381Curve.IsInGroup(p)
                || !Bls12381Encoding.TryRead(pairs[G1Size..PairSize], out AffinePoint<Fp2<Fp>> q) || (p.IsInfinity && !Bls12381Curve.IsInGroup(q)))
            {
                return false;
            }

            if (!p.IsInfinity && !q.IsInfinity)
            {
                terms[count++] = new(p, q);
            }
        }

        isOne = count == 0;
        return isOne || Bls12381Curve.TryCheckProduct(terms.AsSpan(0, count), out isOne);
    }

    /// <summary>Maps a field element to a point of the curve's group.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryMapToG1(ReadOnlySpan<byte> element, Span<byte> point)
    {
        if (!Bls12381Encoding.TryRead(element, out Fp number))
        {
            return false;
        }

        Bls12381Encoding.Write(Bls12381Curve.MapToGroup(number), point);
        return true;
    }

    /// <summary>Maps a field element to a point of the twist's group.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryMapToG2(ReadOnlySpan<byte> element, Span<byte> point)
    {
        if (!Bls12381Encoding.TryRead(element, out Fp2<Fp> number))
        {
            return false;
        }

        Bls12381Encoding.Write(Bls12381Curve.MapToGroup(number), point);
        return true;
    }

    private static BigInteger Factor(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
