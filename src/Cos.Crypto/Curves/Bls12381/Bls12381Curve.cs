using System.Globalization;
using System.Numerics;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Maps;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>BLS12-381: y² = x³ + 4 and its multiplicative twist y² = x³ + 4ξ with ξ = 1 + u (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1).</summary>
internal readonly struct Bls12381Curve : IPairingCurve<Fp>, IEndomorphic<Fp>, IEndomorphic<Fp2<Fp>>
{
    /// <summary>The size of the negative parameter x of Barreto, Lynn and Scott (eprint 2002/088) from which p and the order follow.</summary>
    internal const ulong NegatedParameter = 0xd201000000010000;

    private static readonly sbyte[] Loop = LoopOf(NegatedParameter);
    private static readonly Fp Four = Fp.Form.Of(4);

    /// <summary>The order of both groups.</summary>
    internal static BigInteger Order { get; } =
        BigInteger.Parse("073eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>b of the curve.</summary>
    internal static Fp B => Four;

    /// <summary>b of the twist.</summary>
    internal static Fp2<Fp> TwistB => new(Four, Four);

    /// <summary>The generator of the curve's group.</summary>
    internal static AffinePoint<Fp> Generator { get; } = new(
        Fp.Form.Parse("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
        Fp.Form.Parse("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"));

    /// <summary>The curve's endomorphism.</summary>
    internal static Endomorphism<Fp> Endomorphism { get; } = new(Order, Generator);

    /// <summary>The cube root of one with which the endomorphism multiplies by -x².</summary>
    private static readonly Fp BetaOfSquare = BetaOf(Order - BigInteger.Pow(NegatedParameter, 2));

    /// <inheritdoc/>
    static int IEndomorphic<Fp>.Parts => 2;

    /// <inheritdoc/>
    static int IEndomorphic<Fp2<Fp>>.Parts => 4;

    /// <inheritdoc/>
    public static AffinePoint<Fp> Image(in AffinePoint<Fp> point) => Endomorphism.Apply(point);

    /// <inheritdoc/>
    public static AffinePoint<Fp2<Fp>> Image(in AffinePoint<Fp2<Fp>> point) => TwistFrobenius<Fp, Bls12381Curve>.Apply(point);

    /// <inheritdoc/>
    public static Fp2<Fp> Xi => new(Fp.One, Fp.One);

    /// <inheritdoc/>
    public static bool IsTwistMultiplicative => true;

    /// <inheritdoc/>
    public static ReadOnlySpan<sbyte> LoopDigits => Loop;

    /// <inheritdoc/>
    public static bool IsLoopNegative => true;

    /// <inheritdoc/>
    public static bool HasFrobeniusLines => false;

    /// <inheritdoc/>
    public static Fp2<Fp> TimesXi(in Fp2<Fp> a) => FieldArithmetic<Fp>.TimesOneAndRoot(a);

    /// <inheritdoc/>
    public static Fp2<Fp> TimesTwistB(in Fp2<Fp> a)
    {
        var a2 = a + a;
        return TimesXi(a2 + a2);
    }

    /// <summary>Whether a point of the curve has the group's order: φ(P) = [-x²]P (Scott, eprint 2021/1130).</summary>
    internal static bool IsInGroup(in AffinePoint<Fp> point)
    {
        var once = JacobianPoint<Fp>.Multiply(point, NegatedParameter);
        var image = new AffinePoint<Fp>(point.X * BetaOfSquare, point.Y);
        return (JacobianPoint<Fp>.Multiply(once, NegatedParameter) + image).IsInfinity;
    }

    /// <summary>Whether a point of the twist has the group's order: ψ(Q) = [x]Q (Scott, eprint 2021/1130).</summary>
    internal static bool IsInGroup(in AffinePoint<Fp2<Fp>> point) =>
        (JacobianPoint<Fp2<Fp>>.Multiply(point, NegatedParameter) + TwistFrobenius<Fp, Bls12381Curve>.Apply(point)).IsInfinity;

    /// <summary>Splits the multiple of a point of the twist's group into four with multipliers a quarter as long: ψ multiplies by x (Galbraith, Lin and Scott, eprint 2008/194).</summary>
    internal static void Split(in AffinePoint<Fp2<Fp>> point, BigInteger factor, Span<ScaledPoint<Fp2<Fp>>> quarters)
    {
        var rest = factor % Order;
        var power = point;
        for (var i = 0; i < quarters.Length; i++)
        {
            rest = BigInteger.DivRem(rest, NegatedParameter, out var digit);
            quarters[i] = new(power, (UInt128)digit);
            power = -TwistFrobenius<Fp, Bls12381Curve>.Apply(power);
        }
    }

    /// <summary>Maps a field element to the curve's group (RFC 9380, section 8.8.1, without hashing).</summary>
    internal static AffinePoint<Fp> MapToGroup(in Fp number)
    {
        var point = SimplifiedSwu.Map<Fp, MapToG1>(number);
        return (JacobianPoint<Fp>.Multiply(point, NegatedParameter) + point).ToAffine();
    }

    /// <summary>Maps a field element to the twist's group (RFC 9380, section 8.8.2, without hashing); the cofactor is cleared as in appendix G.3.</summary>
    internal static AffinePoint<Fp2<Fp>> MapToGroup(in Fp2<Fp> number)
    {
        var point = SimplifiedSwu.Map<Fp2<Fp>, MapToG2>(number);
        var p = JacobianPoint<Fp2<Fp>>.From(point);
        var xp = -TimesNegatedX(p);
        var image = TwistFrobenius<Fp, Bls12381Curve>.Apply(p);
        var second = TwistFrobenius<Fp, Bls12381Curve>.Apply(TwistFrobenius<Fp, Bls12381Curve>.Apply(JacobianPoint<Fp2<Fp>>.Double(p)));
        return (second + -image + -TimesNegatedX(xp + image) + -xp + -p).ToAffine();
    }

    /// <summary>Checks whether the product of the pairings is one; points of the twist need not be known to be of the group.</summary>
    /// <returns>False where one is not.</returns>
    internal static bool TryCheckProduct(ReadOnlySpan<PairingTerm<Fp>> terms, out bool isOne)
    {
        isOne = false;
        var value = MillerLoop.Run<Fp, Bls12381Curve>(terms, out var ends);
        for (var t = 0; t < terms.Length; t++)
        {
            // The loop has multiplied Q by -x, and so tells for nothing whether ψ(Q) = [x]Q. Its doubling covers every point; its sum of T and ±Q fails where T
            // is at infinity or ±Q, and then Z becomes zero: each formula multiplies Z into the next, so that it stays zero and the point is refused. A point
            // of the group meets no such case: before a sum T is kQ with k even, positive and below 2^65, and the order is a prime of 255 bits.
            var image = TwistFrobenius<Fp, Bls12381Curve>.Apply(terms[t].Q);
            var isInGroup = !ends[t].Z.IsZero && (ends[t].X - image.X * ends[t].Z).IsZero && (ends[t].Y + image.Y * ends[t].Z).IsZero;
            if (!isInGroup)
            {
                return false;
            }
        }

        isOne = FinalPower(value).IsOne;
        return true;
    }

    /// <summary>The final exponentiation, cubed; its hard part is that of Hayashida, Hayasaka and Teruya (eprint 2020/875).</summary>
    internal static Fp12<Fp, Bls12381Curve> FinalPower(in Fp12<Fp, Bls12381Curve> value)
    {
        var f = Cyclotomic.EasyPart(value);
        var a = PowerOfX(f) * f.Conjugate();
        var b = PowerOfX(a) * a.Conjugate();
        var c = PowerOfX(b) * b.Frobenius();
        var d = PowerOfX(PowerOfX(c)) * c.Frobenius().Frobenius() * c.Conjugate();
        return d * f * Cyclotomic.Square(f);
    }

    private static JacobianPoint<Fp2<Fp>> TimesNegatedX(in JacobianPoint<Fp2<Fp>> point) => JacobianPoint<Fp2<Fp>>.Multiply(point, NegatedParameter);

    private static Fp12<Fp, Bls12381Curve> PowerOfX(in Fp12<Fp, Bls12381Curve> f) => CompressedPower<Fp, Bls12381Curve>.Of(f, NegatedParameter).Conjugate();

    private static Fp BetaOf(BigInteger lambda) => lambda == Endomorphism.Lambda ? Endomorphism.Beta : Fp.Square(Endomorphism.Beta);

    private static sbyte[] LoopOf(UInt128 length)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.LengthMax];
        return digits[..SignedDigits.Recode(length, 2, digits)].ToArray();
    }
}
