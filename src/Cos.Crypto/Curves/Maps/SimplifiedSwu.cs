using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Maps;

/// <summary>The simplified Shallue-van de Woestijne-Ulas map (RFC 9380, section 6.6.2), followed by the isogeny (section 6.6.3).</summary>
internal static class SimplifiedSwu
{
    /// <summary>Maps a field element to a point of the curve that the isogeny leads to; not yet of the group of prime order.</summary>
    internal static AffinePoint<T> Map<T, C>(in T u)
        where T : struct, IField<T>
        where C : struct, IMapTarget<T>
    {
        var zu2 = C.Z * T.Square(u);
        var tv = T.Square(zu2) + zu2;
        var x = tv.IsZero
            ? C.B * T.Invert(C.Z * C.A)
            : -(C.B * (tv + T.One)) * T.Invert(C.A * tv);
        if (!C.TryRoot(Right<T, C>(x), out var y))
        {
            x = zu2 * x;
            y = C.OtherRoot(u, Right<T, C>(x), y);
        }

        return C.Isogeny.Apply(new(x, C.IsOdd(u) == C.IsOdd(y) ? y : -y));
    }

    private static T Right<T, C>(in T x)
        where T : struct, IField<T>
        where C : struct, IMapTarget<T> => (T.Square(x) + C.A) * x + C.B;
}
