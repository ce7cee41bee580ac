using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Bn254;

/// <summary>An element of the base field of bn254 (EIP-196) in Montgomery form: 4 limbs below p, R = 2^256.</summary>
[InlineArray(4)]
internal struct Fp : IPrimeField<Fp>
{
    private ulong _lowest;

    /// <summary>The prime, most significant digit first.</summary>
    public static string ModulusHex => "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47";

    /// <inheritdoc/>
    public static Montgomery<Fp> Form { get; } = new(32);

    /// <inheritdoc/>
    public static Fp Zero => default;

    /// <inheritdoc/>
    public static Fp One => Form.One;

    /// <inheritdoc/>
    public readonly bool IsZero => (this[0] | this[1] | this[2] | this[3]) == 0;

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
