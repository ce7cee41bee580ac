using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>A curve with an endomorphism that is cheap to compute, by which a multiple is split into parts with shorter multipliers.</summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
internal interface IEndomorphic<T>
    where T : struct, IField<T>
{
    /// <summary>The parts of a split multiple: of the point, of its image, of that one's image, and so on.</summary>
    static abstract int Parts { get; }

    /// <summary>The image of a point, up to its sign.</summary>
    static abstract AffinePoint<T> Image(in AffinePoint<T> point);
}
