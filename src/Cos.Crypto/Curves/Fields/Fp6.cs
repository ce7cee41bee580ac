using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>The field of a + b·v + c·v² with v³ = ξ.</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <typeparam name="W">The tower.</typeparam>
/// <param name="A">The part without v.</param>
/// <param name="B">The part with v.</param>
/// <param name="C">The part with v².</param>
[SkipLocalsInit]
internal readonly record struct Fp6<T, W>(Fp2<T> A, Fp2<T> B, Fp2<T> C) : IField<Fp6<T, W>>
    where T : struct, IPrimeField<T>
    where W : struct, ITower<T>
{
    internal readonly Fp2<T> A = A;
    internal readonly Fp2<T> B = B;
    internal readonly Fp2<T> C = C;

    /// <inheritdoc/>
    public static Fp6<T, W> Zero => default;

    /// <inheritdoc/>
    public static Fp6<T, W> One => new(Fp2<T>.One, default, default);

    /// <inheritdoc/>
    public bool IsZero => A.IsZero && B.IsZero && C.IsZero;

    /// <summary>Times v.</summary>
    internal Fp6<T, W> TimesV() => new(W.TimesXi(C), A, B);

    /// <summary>Times an element of the quadratic field.</summary>
    internal Fp6<T, W> Times(in Fp2<T> a) => new(A * a, B * a, C * a);

    /// <summary>Times b·v.</summary>
    internal Fp6<T, W> TimesB(in Fp2<T> b) => new(W.TimesXi(C * b), A * b, B * b);

    /// <summary>Times a + b·v.</summary>
    internal Fp6<T, W> TimesAb(in Fp2<T> a, in Fp2<T> b)
    {
        var aa = A * a;
        var bb = B * b;
        return new(
            W.TimesXi((B + C) * b - bb) + aa,
            (a + b) * (A + B) - aa - bb,
            (A + C) * a - aa + bb);
    }

    /// <inheritdoc/>
    public static Fp6<T, W> operator +(in Fp6<T, W> a, in Fp6<T, W> b) => new(a.A + b.A, a.B + b.B, a.C + b.C);

    /// <inheritdoc/>
    public static Fp6<T, W> operator -(in Fp6<T, W> a, in Fp6<T, W> b) => new(a.A - b.A, a.B - b.B, a.C - b.C);

    /// <inheritdoc/>
    public static Fp6<T, W> operator -(in Fp6<T, W> a) => new(-a.A, -a.B, -a.C);

    /// <inheritdoc/>
    public static Fp6<T, W> operator *(in Fp6<T, W> a, in Fp6<T, W> b)
    {
        var aa = a.A * b.A;
        var bb = a.B * b.B;
        var cc = a.C * b.C;
        return new(
            W.TimesXi((a.B + a.C) * (b.B + b.C) - bb - cc) + aa,
            (a.A + a.B) * (b.A + b.B) - aa - bb + W.TimesXi(cc),
            (a.A + a.C) * (b.A + b.C) - aa - cc + bb);
    }

    /// <inheritdoc/>
    public static Fp6<T, W> Square(in Fp6<T, W> a) => a * a;

    /// <inheritdoc/>
    public static Fp6<T, W> ThreeHalves(in Fp6<T, W> a) => new(Fp2<T>.ThreeHalves(a.A), Fp2<T>.ThreeHalves(a.B), Fp2<T>.ThreeHalves(a.C));

    /// <inheritdoc/>
    public static Fp6<T, W> Invert(in Fp6<T, W> a)
    {
        var x = Fp2<T>.Square(a.A) - W.TimesXi(a.B * a.C);
        var y = W.TimesXi(Fp2<T>.Square(a.C)) - a.A * a.B;
        var z = Fp2<T>.Square(a.B) - a.A * a.C;
        var factor = Fp2<T>.Invert(a.A * x + W.TimesXi(a.C * y + a.B * z));
        return new(x * factor, y * factor, z * factor);
    }
}
