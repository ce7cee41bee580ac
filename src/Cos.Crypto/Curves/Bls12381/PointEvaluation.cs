using System.Numerics;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>Proofs that a committed polynomial has a value at a place (Kate, Zaverucha and Goldberg 2010), as EIP-4844 verifies them.</summary>
public static class PointEvaluation
{
    /// <summary>The bytes of a commitment or a proof.</summary>
    public const int PointSize = Bls12381Encoding.CompressedSize;

    /// <summary>The bytes of a place or a value.</summary>
    public const int NumberSize = 32;

    // The generator of the twist's group, and it times the secret τ of the public KZG ceremony
    // (trusted_setup_4096.json of ethereum/consensus-specs, g2_monomial[0] and [1]).
    private static readonly MonicLine<Fp>[] Generator = Lines(
        "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8");

    private static readonly MonicLine<Fp>[] Tau = Lines(
        "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72"
        + "185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2");

    /// <summary>The order of the field that places and values are of, big-endian.</summary>
    public static ReadOnlySpan<byte> FieldOrder => OrderBytes;

    private static readonly byte[] OrderBytes = Bls12381Curve.Order.ToByteArray(isUnsigned: true, isBigEndian: true);

    /// <summary>Whether the proof shows that the committed polynomial has the value at the place.</summary>
    /// <returns>False also for numbers that are not below the order, and for points that are none, or not of the group.</returns>
    public static bool Verify(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> place, ReadOnlySpan<byte> value, ReadOnlySpan<byte> proof)
    {
        if (!TryReadNumber(place, out var z) || !TryReadNumber(value, out var y) || !TryReadPoint(commitment, out var c) || !TryReadPoint(proof, out var pi))
        {
            return false;
        }

        // p(τ) - y = q(τ)·(τ - z) in the exponent: e(C - [y]G + [z]π, H) = e(π, [τ]H).
        Span<ScaledPoint<Fp>> parts = stackalloc ScaledPoint<Fp>[4];
        Bls12381Curve.Endomorphism.Split(-Bls12381Curve.Generator, y, out parts[0], out parts[1]);
        Bls12381Curve.Endomorphism.Split(pi, z, out parts[2], out parts[3]);
        var left = (Multiples.Straus<Fp, Bls12381Curve>(pi.IsInfinity ? parts[..2] : parts) + c).ToAffine();
        if (left.IsInfinity || pi.IsInfinity)
        {
            return left.IsInfinity && pi.IsInfinity;
        }

        return Bls12381Curve.FinalPower(MillerLoop.RunPrepared<Fp, Bls12381Curve>(left, Generator, -pi, Tau)).IsOne;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, out BigInteger number)
    {
        number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return bytes.Length == NumberSize && number < Bls12381Curve.Order;
    }

    private static bool TryReadPoint(ReadOnlySpan<byte> bytes, out AffinePoint<Fp> point) =>
        Bls12381Encoding.TryDecompress(bytes, out point) && Bls12381Curve.IsInGroup(point);

    private static MonicLine<Fp>[] Lines(string compressed)
    {
        var isPoint = Bls12381Encoding.TryDecompress(Convert.FromHexString(compressed), out AffinePoint<Fp2<Fp>> point);
        return isPoint && Bls12381Curve.IsInGroup(point) ? MillerLoop.Prepare<Fp, Bls12381Curve>(point) : throw new ArgumentException("no point of the group", nameof(compressed));
    }
}
