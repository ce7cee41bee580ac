using System.Runtime.CompilerServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>The field of a + b·w with w² = v, in which pairings take their values.</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <typeparam name="W">The tower.</typeparam>
/// <param name="A">The part without w.</param>
/// <param name="B">The part with w.</param>
[SkipLocalsInit]
internal readonly record struct Fp12<T, W>(Fp6<T, W> A, Fp6<T, W> B) : IField<Fp12<T, W>>
    where T : struct, IPrimeField<T>
    where W : struct, ITower<T>
{
    internal readonly Fp6<T, W> A = A;
    internal readonly Fp6<T, W> B = B;

    /// <inheritdoc/>
    public static Fp12<T, W> Zero => default;

    /// <inheritdoc/>
    public static Fp12<T, W> One => new(Fp6<T, W>.One, default);

    /// <inheritdoc/>
    public bool IsZero => A.IsZero && B.IsZero;

    /// <summary>Whether this is one.</summary>
    internal bool IsOne => (this - One).IsZero;

    /// <summary>a - b·w, the p⁶-th power; the inverse of what the final exponentiation's easy part gives.</summary>
    internal Fp12<T, W> Conjugate() => new(A, -B);

    /// <inheritdoc/>
    public static Fp12<T, W> operator +(in Fp12<T, W> a, in Fp12<T, W> b) => new(a.A + b.A, a.B + b.B);

    /// <inheritdoc/>
    public static Fp12<T, W> operator -(in Fp12<T, W> a, in Fp12<T, W> b) => new(a.A - b.A, a.B - b.B);

    /// <inheritdoc/>
    public static Fp12<T, W> operator -(in Fp12<T, W> a) => new(-a.A, -a.B);

    /// <inheritdoc/>
    public static Fp12<T, W> operator *(in Fp12<T, W> a, in Fp12<T, W> b)
    {
        var aa = a.A * b.A;
        var bb = a.B * b.B;
        var cross = (a.A + a.B) * (b.A + b.B);
        return new(aa + bb.TimesV(), cross - aa - bb);
    }

    /// <inheritdoc/>
    public static Fp12<T, W> Square(in Fp12<T, W> a)
    {
        var ab = a.A * a.B;
        var product = (a.A + a.B) * (a.A + a.B.TimesV());
        return new(product - ab - ab.TimesV(), ab + ab);
    }

    /// <inheritdoc/>
    public static Fp12<T, W> ThreeHalves(in Fp12<T, W> a) => new(Fp6<T, W>.ThreeHalves(a.A), Fp6<T, W>.ThreeHalves(a.B));

    /// <inheritdoc/>
    public static Fp12<T, W> Invert(in Fp12<T, W> a)
    {
        var factor = Fp6<T, W>.Invert(a.A * a.A - (a.B * a.B).TimesV());
        return new(a.A * factor, -(a.B * factor));
    }

    /// <summary>Times a + b·v + c·v·w, the shape of a line on a multiplicative twist.</summary>
    internal Fp12<T, W> TimesLineM(in Fp2<T> a, in Fp2<T> b, in Fp2<T> c)
    {
        var aa = A.TimesAb(a, b);
        var bb = B.TimesB(c);
        return new(bb.TimesV() + aa, (A + B).TimesAb(a, b + c) - aa - bb);
    }

    /// <summary>Times a + b·v + v·w, which spares three products.</summary>
    internal Fp12<T, W> TimesMonicLineM(in Fp2<T> a, in Fp2<T> b)
    {
        var aa = A.TimesAb(a, b);
        var bb = B.TimesV();
        return new(bb.TimesV() + aa, (A + B).TimesAb(a, b + Fp2<T>.One) - aa - bb);
    }

    /// <summary>Times a + b·w + c·v·w, the shape of a line on a divisive twist.</summary>
    internal Fp12<T, W> TimesLineD(in Fp2<T> a, in Fp2<T> b, in Fp2<T> c)
    {
        var aa = A.Times(a);
        var bb = B.TimesAb(b, c);
        return new(aa + bb.TimesV(), (A + B).TimesAb(a + b, c) - aa - bb);
    }

    /// <summary>The p-th power.</summary>
    internal Fp12<T, W> Frobenius()
    {
        var table = FrobeniusTable<T, W>.Powers;
        return new(
            new(A.A.Conjugate(), A.B.Conjugate() * table[2], A.C.Conjugate() * table[4]),
            new(B.A.Conjugate() * table[1], B.B.Conjugate() * table[3], B.C.Conjugate() * table[5]));
    }
}
