using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Groups;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>The product of the Miller functions of the optimal ate pairing (Vercauteren, eprint 2008/096); all terms share the squarings.</summary>
internal static class MillerLoop
{
    /// <summary>Runs it over terms without points at infinity.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="points">Where the points of the twist end: multiplied by the size of the loop's length.</param>
    internal static Fp12<T, W> Run<T, W>(ReadOnlySpan<PairingTerm<T>> terms, out TwistPoint<T, W>[] points)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        points = new TwistPoint<T, W>[terms.Length];
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

    /// <summary>Runs it over a fixed point of a multiplicative twist alone, and keeps the lines.</summary>
    internal static MonicLine<T>[] Prepare<T, W>(in AffinePoint<Fp2<T>> q)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        var lines = new List<MonicLine<T>>();
        var point = TwistPoint<T, W>.From(q);
        var digits = W.LoopDigits;
        for (var i = digits.Length - 2; i >= 0; i--)
        {
            point = point.Double(out var line);
            lines.Add(MonicLine<T>.From(line));
            if (digits[i] != 0)
            {
                point = point.Add(digits[i] > 0 ? q : -q, out line);
                lines.Add(MonicLine<T>.From(line));
            }
        }

        return [.. lines];
    }

    /// <summary>Runs it over two finite points of a curve without lines under the Frobenius, whose partners' lines are prepared; up to a factor of Fp2.</summary>
    internal static Fp12<T, W> RunPrepared<T, W>(in AffinePoint<T> p, ReadOnlySpan<MonicLine<T>> lines, in AffinePoint<T> otherP, ReadOnlySpan<MonicLine<T>> otherLines)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        var value = Fp12<T, W>.One;
        var (inverse, otherInverse) = (T.Invert(p.Y), T.Invert(otherP.Y));
        var (slope, otherSlope) = (p.X * inverse, otherP.X * otherInverse);
        var digits = W.LoopDigits;
        var next = 0;
        for (var i = digits.Length - 2; i >= 0; i--)
        {
            value = next == 0 ? value : Fp12<T, W>.Square(value);
            for (var left = digits[i] == 0 ? 1 : 2; left > 0; left--, next++)
            {
                value = lines[next].MultiplyInto(value, slope, inverse);
                value = otherLines[next].MultiplyInto(value, otherSlope, otherInverse);
            }
        }

        return W.IsLoopNegative ? value.Conjugate() : value;
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
