namespace Cos.Crypto.Curves.Fields;

/// <summary>What a tower of fields of degree 12 is built on: v³ = ξ and w² = v over the quadratic field.</summary>
/// <typeparam name="T">The prime field.</typeparam>
internal interface ITower<T>
    where T : struct, IPrimeField<T>
{
    /// <summary>ξ, neither a square nor a cube.</summary>
    static abstract Fp2<T> Xi { get; }

    /// <summary>Times ξ.</summary>
    static abstract Fp2<T> TimesXi(in Fp2<T> a);
}
