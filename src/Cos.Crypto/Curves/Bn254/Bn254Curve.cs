using System.Globalization;
using System.Numerics;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Curves.Bn254;

/// <summary>bn254 (alt_bn128): y² = x³ + 3 and its divisive twist y² = x³ + 3/ξ with ξ = 9 + u (EIP-196, EIP-197).</summary>
internal readonly struct Bn254Curve : IPairingCurve<Fp>, IEndomorphic<Fp>
{
    /// <summary>The parameter x of Barreto and Naehrig (eprint 2005/133) from which p and the order follow.</summary>
    internal const ulong Parameter = 4965661367192848881;

    private static readonly sbyte[] Loop = LoopOf(6 * (UInt128)Parameter + 2);
    private static readonly Fp Three = Fp.Form.Of(3);

    /// <summary>The order of both groups (EIP-197).</summary>
    internal static BigInteger Order { get; } =
        BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", CultureInfo.InvariantCulture);

    /// <summary>b of the curve.</summary>
    internal static Fp B => Three;

    /// <summary>b of the twist.</summary>
    internal static Fp2<Fp> TwistB { get; } = Fp2<Fp>.Invert(Xi).Times(Three);

    /// <summary>The curve's endomorphism, found with the generator (1, 2).</summary>
    internal static Endomorphism<Fp> Endomorphism { get; } = new(Order, new(Fp.One, Fp.Form.Of(2)));

    /// <inheritdoc/>
    public static int Parts => 2;

    /// <inheritdoc/>
    public static AffinePoint<Fp> Image(in AffinePoint<Fp> point) => Endomorphism.Apply(point);

    /// <inheritdoc/>
    public static Fp2<Fp> Xi => new(Three * Three, Fp.One);

    /// <inheritdoc/>
    public static bool IsTwistMultiplicative => false;

    /// <inheritdoc/>
    public static ReadOnlySpan<sbyte> LoopDigits => Loop;

    /// <inheritdoc/>
    public static bool IsLoopNegative => false;

    /// <inheritdoc/>
    public static bool HasFrobeniusLines => true;

    /// <inheritdoc/>
    public static Fp2<Fp> TimesXi(in Fp2<Fp> a)
    {
        var a2 = a + a;
        var a4 = a2 + a2;
        var a9 = a4 + a4 + a;
        return new(a9.A - a.B, a9.B + a.A);
    }

    /// <inheritdoc/>
    public static Fp2<Fp> TimesTwistB(in Fp2<Fp> a) => a * TwistB;

    /// <summary>Whether a point of the twist has the group's order: [x+1]Q + ψ([x]Q) + ψ²([x]Q) = ψ³([2x]Q) (El Housni, Guillevic and Piellard, eprint 2022/352).</summary>
    internal static bool IsInGroup(in AffinePoint<Fp2<Fp>> point)
    {
        var multiple = JacobianPoint<Fp2<Fp>>.Multiply(point, Parameter);
        var once = TwistFrobenius<Fp, Bn254Curve>.Apply(multiple);
        var twice = TwistFrobenius<Fp, Bn254Curve>.Apply(once);
        var thrice = TwistFrobenius<Fp, Bn254Curve>.Apply(twice);
        return (multiple + point + once + twice).IsSame(JacobianPoint<Fp2<Fp>>.Double(thrice));
    }

    /// <summary>Whether the product of the pairings is one.</summary>
    internal static bool IsProductOne(ReadOnlySpan<PairingTerm<Fp>> terms) => FinalPower(MillerLoop.Run<Fp, Bn254Curve>(terms, out _)).IsOne;

    /// <summary>The final exponentiation; its hard part is that of Fuentes-Castañeda, Knapp and Rodríguez-Henríquez, "Faster hashing to G2" (2011).</summary>
    internal static Fp12<Fp, Bn254Curve> FinalPower(in Fp12<Fp, Bn254Curve> value)
    {
        var f = Cyclotomic.EasyPart(value);
        var f2x = Cyclotomic.Square(PowerOfNegatedX(f));
        var f4x = Cyclotomic.Square(f2x);
        var f6x = f4x * f2x;
        var f6xx = PowerOfNegatedX(f6x);
        var f12xxx = PowerOfNegatedX(Cyclotomic.Square(f6xx));
        var a = f12xxx.Conjugate() * f6xx * f6x.Conjugate();
        var b = a * f2x;
        var c = a * f6xx * f;
        var withFirst = b.Frobenius() * c;
        var withSecond = a.Frobenius().Frobenius() * withFirst;
        return (f.Conjugate() * b).Frobenius().Frobenius().Frobenius() * withSecond;
    }

    private static Fp12<Fp, Bn254Curve> PowerOfNegatedX(in Fp12<Fp, Bn254Curve> f) => Cyclotomic.Power(f, Parameter).Conjugate();

    private static sbyte[] LoopOf(UInt128 length)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.LengthMax];
        return digits[..SignedDigits.Recode(length, 2, digits)].ToArray();
    }
}
