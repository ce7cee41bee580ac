using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>The product of the Miller functions of the optimal ate pairing (Vercauteren, eprint 2008/096); all terms share the squarings.</summary>
internal static class MillerLoop
{
    /// <summary>Runs it over terms without points at infinity.</summary>
    internal static Fp12<T, W> Run<T, W>(ReadOnlySpan<PairingTerm<T>> terms)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        var points = new TwistPoint<T, W>[terms.Length];
        for (var t = 0; t < terms.Length; t++)
        {
            points[t] = TwistPoint<T, W>.From(terms[t].Q);
        }

        var value = Fp12<T, W>.One;
        var digits = W.LoopDigits;
        for (var i = digits.Length - 2; i >= 0; i--)
        {
            value = i == digits.Length - 2 ? value : Fp12<T, W>.Square(value);
            for (var t = 0; t < terms.Length; t++)
            {
                points[t] = points[t].Double(out var line);
                value = line.MultiplyInto(value, terms[t].P);
                if (digits[i] != 0)
                {
                    points[t] = points[t].Add(digits[i] > 0 ? terms[t].Q : -terms[t].Q, out line);
                    value = line.MultiplyInto(value, terms[t].P);
                }
            }
        }

        value = W.IsLoopNegative ? value.Conjugate() : value;
        return W.HasFrobeniusLines ? FrobeniusLines(value, terms, points) : value;
    }

    private static Fp12<T, W> FrobeniusLines<T, W>(Fp12<T, W> value, ReadOnlySpan<PairingTerm<T>> terms, ReadOnlySpan<TwistPoint<T, W>> points)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        for (var t = 0; t < terms.Length; t++)
        {
            var first = TwistFrobenius<T, W>.Apply(terms[t].Q);
            var second = TwistFrobenius<T, W>.Apply(first);
            var point = points[t].Add(first, out var line);
            value = line.MultiplyInto(value, terms[t].P);
            _ = point.Add(-second, out line);
            value = line.MultiplyInto(value, terms[t].P);
        }

        return value;
    }
}
