namespace Cos.Crypto.Curves.Fields;

/// <summary>A finite field as curves use it.</summary>
/// <typeparam name="T">The field's element.</typeparam>
internal interface IField<T>
    where T : struct, IField<T>
{
    /// <summary>The neutral element of addition.</summary>
    static abstract T Zero { get; }

    /// <summary>The neutral element of multiplication.</summary>
    static abstract T One { get; }

    /// <summary>Whether this is zero.</summary>
    bool IsZero { get; }

    /// <summary>The sum.</summary>
    static abstract T operator +(in T a, in T b);

    /// <summary>The difference.</summary>
    static abstract T operator -(in T a, in T b);

    /// <summary>The negative.</summary>
    static abstract T operator -(in T a);

    /// <summary>The product.</summary>
    static abstract T operator *(in T a, in T b);

    /// <summary>The square.</summary>
    static abstract T Square(in T a);

    /// <summary>3a/2, of which the doubling of points is made.</summary>
    static abstract T ThreeHalves(in T a);

    /// <summary>The inverse; zero for zero.</summary>
    static abstract T Invert(in T a);
}
