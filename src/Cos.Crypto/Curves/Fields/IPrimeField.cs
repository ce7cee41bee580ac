namespace Cos.Crypto.Curves.Fields;

/// <summary>A prime field whose elements are in Montgomery form, in limbs narrower than a word.</summary>
/// <typeparam name="T">The field's element.</typeparam>
internal interface IPrimeField<T> : IField<T>
    where T : struct, IPrimeField<T>
{
    /// <summary>The form's constants.</summary>
    static abstract Montgomery<T> Form { get; }

    /// <summary>a·b + c·d with one reduction.</summary>
    static abstract T SumOfProducts(in T a, in T b, in T c, in T d);

    /// <summary>a·b - c·d with one reduction.</summary>
    static abstract T DifferenceOfProducts(in T a, in T b, in T c, in T d);

    /// <summary>(a + b)·c without reducing the sum.</summary>
    static abstract T MultiplySum(in T a, in T b, in T c);

    /// <summary>Takes limbs as they are, lowest first.</summary>
    static abstract T FromLimbs(ReadOnlySpan<ulong> limbs);

    /// <summary>Gives the limbs as they are, lowest first.</summary>
    void CopyLimbs(Span<ulong> limbs);
}
