using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>An element of the base field of BLS12-381 (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1) in Montgomery form: 6 limbs below p, R = 2^384.</summary>
[InlineArray(6)]
internal struct Fp : IPrimeField<Fp>
{
    private ulong _lowest;

    /// <summary>The prime, most significant digit first.</summary>
    public static string ModulusHex => "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";

    /// <inheritdoc/>
    public static Montgomery<Fp> Form { get; } = new(48);

    /// <inheritdoc/>
    public static Fp Zero => default;

    /// <inheritdoc/>
    public static Fp One => Form.One;

    /// <inheritdoc/>
    public readonly bool IsZero => (this[0] | this[1] | this[2] | this[3] | this[4] | this[5]) == 0;

    /// <inheritdoc/>
    public static Fp operator +(in Fp a, in Fp b) => FieldArithmetic<Fp>.Add(a, b);

    /// <inheritdoc/>
    public static Fp operator -(in Fp a, in Fp b) => FieldArithmetic<Fp>.Subtract(a, b);

    /// <inheritdoc/>
    public static Fp operator -(in Fp a) => FieldArithmetic<Fp>.Subtract(default, a);

    /// <inheritdoc/>
    public static Fp operator *(in Fp a, in Fp b) => FieldArithmetic<Fp>.Multiply(a, b);

    /// <inheritdoc/>
    public static Fp Square(in Fp a) => FieldArithmetic<Fp>.Multiply(a, a);

    /// <inheritdoc/>
    public static Fp ThreeHalves(in Fp a) => FieldArithmetic<Fp>.ThreeHalves(a);

    /// <inheritdoc/>
    public static Fp Invert(in Fp a) => PrimeField.Invert(a);
}
