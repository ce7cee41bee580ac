using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>A summand of a sum of multiples: a point and the number, of at most 128 bits, that multiplies it.</summary>
/// <typeparam name="T">The field of the coordinates.</typeparam>
/// <param name="Point">The point.</param>
/// <param name="Factor">The number.</param>
internal readonly record struct ScaledPoint<T>(AffinePoint<T> Point, UInt128 Factor)
    where T : struct, IField<T>
{
    internal readonly AffinePoint<T> Point = Point;
    internal readonly UInt128 Factor = Factor;
}
