namespace Cos.Crypto.Curves.Fields;

/// <summary>A prime field whose elements are in Montgomery form, in limbs of 64 bits; an element is its limbs, lowest first, and nothing else.</summary>
/// <typeparam name="T">The field's element.</typeparam>
internal interface IPrimeField<T> : IField<T>
    where T : struct, IPrimeField<T>
{
    /// <summary>The prime, most significant digit first.</summary>
    static abstract string ModulusHex { get; }

    /// <summary>The form's constants.</summary>
    static abstract Montgomery<T> Form { get; }
}
