using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Maps;

/// <summary>A curve y² = x³ + Ax + B that the simplified SWU map reaches, and its isogeny to the curve that is wanted.</summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
internal interface IMapTarget<T>
    where T : struct, IField<T>
{
    /// <summary>A.</summary>
    static abstract T A { get; }

    /// <summary>B.</summary>
    static abstract T B { get; }

    /// <summary>Z, which is no square.</summary>
    static abstract T Z { get; }

    /// <summary>The isogeny.</summary>
    static abstract Isogeny<T> Isogeny { get; }

    /// <summary>A square root, where there is one; else something of which <see cref="OtherRoot"/> makes use.</summary>
    static abstract bool TryRoot(in T square, out T root);

    /// <summary>A root of Z³u⁶ times what was no square.</summary>
    /// <param name="u">u.</param>
    /// <param name="square">The product.</param>
    /// <param name="root">What <see cref="TryRoot"/> gave for what was no square.</param>
    static abstract T OtherRoot(in T u, in T square, in T root);

    /// <summary>The sign of RFC 9380, section 4.1.</summary>
    static abstract bool IsOdd(in T number);
}
