using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Groups;

/// <summary>Brings many points to two coordinates at the price of one inversion (Montgomery's trick).</summary>
internal static class AffineBatch
{
    /// <summary>Writes the points in two coordinates.</summary>
    internal static void Convert<T>(ReadOnlySpan<JacobianPoint<T>> points, Span<AffinePoint<T>> affine)
        where T : struct, IField<T>
    {
        // The places of the result hold the products on the way up.
        var product = T.One;
        for (var i = 0; i < points.Length; i++)
        {
            affine[i] = new(product, default);
            product = points[i].IsInfinity ? product : product * points[i].Z;
        }

        var inverse = T.Invert(product);
        for (var i = points.Length - 1; i >= 0; i--)
        {
            if (points[i].IsInfinity)
            {
                affine[i] = default;
                continue;
            }

            var one = inverse * affine[i].X;
            inverse *= points[i].Z;
            affine[i] = points[i].ToAffine(one);
        }
    }
}
