using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>The field of a + b·u with u² = -1.</summary>
/// <typeparam name="T">The prime field below; -1 is no square in it.</typeparam>
/// <param name="A">The part without u.</param>
/// <param name="B">The part with u.</param>
[SkipLocalsInit]
internal readonly record struct Fp2<T>(T A, T B) : IField<Fp2<T>>
    where T : struct, IPrimeField<T>
{
    // Fields, not properties: what is handed on by reference is then not copied first.
    internal readonly T A = A;
    internal readonly T B = B;

    /// <inheritdoc/>
    public static Fp2<T> Zero => default;

    /// <inheritdoc/>
    public static Fp2<T> One => new(T.One, T.Zero);

    /// <inheritdoc/>
    public bool IsZero => A.IsZero && B.IsZero;

    /// <summary>a - b·u, which is also the p-th power.</summary>
    internal Fp2<T> Conjugate() => new(A, -B);

    /// <summary>a² + b².</summary>
    internal T Norm() => T.Square(A) + T.Square(B);

    /// <summary>Times an element of the field below.</summary>
    internal Fp2<T> Times(in T factor) => new(A * factor, B * factor);

    /// <inheritdoc/>
    public static Fp2<T> operator +(in Fp2<T> a, in Fp2<T> b) => FieldArithmetic<T>.Add(a, b);

    /// <inheritdoc/>
    public static Fp2<T> operator -(in Fp2<T> a, in Fp2<T> b) => FieldArithmetic<T>.Subtract(a, b);

    /// <inheritdoc/>
    public static Fp2<T> operator -(in Fp2<T> a) => FieldArithmetic<T>.Subtract(default, a);

    /// <inheritdoc/>
    public static Fp2<T> operator *(in Fp2<T> a, in Fp2<T> b) => FieldArithmetic<T>.Multiply(a, b);

    /// <inheritdoc/>
    public static Fp2<T> Square(in Fp2<T> a) => FieldArithmetic<T>.Square(a);

    /// <inheritdoc/>
    public static Fp2<T> ThreeHalves(in Fp2<T> a) => FieldArithmetic<T>.ThreeHalves(a);

    /// <inheritdoc/>
    public static Fp2<T> Invert(in Fp2<T> a)
    {
        var factor = T.Invert(a.Norm());
        return new(a.A * factor, -(a.B * factor));
    }
}
