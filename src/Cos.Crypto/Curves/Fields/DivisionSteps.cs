using System.Numerics;

namespace Cos.Crypto.Curves.Fields;

/// <summary>The matrix of 62 division steps, times 2^62: f' = (U·f + V·g) / 2^62, g' = (Q·f + R·g) / 2^62.</summary>
internal readonly record struct DivisionSteps(long U, long V, long Q, long R)
{
    private const int Steps = 62;

    /// <summary>Runs the steps on the lowest words of f, which is odd, and g.</summary>
    internal static DivisionSteps Run(ref long eta, long lowF, long lowG)
    {
        unchecked // everything is modulo 2^64
        {
            ulong u = 1, v = 0, q = 0, r = 1, f = (ulong)lowF, g = (ulong)lowG;
            var left = Steps;
            while (true)
            {
                var zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
                g >>= zeros;
                u <<= zeros;
                v <<= zeros;
                eta -= zeros;
                left -= zeros;
                if (left == 0)
                {
                    return new DivisionSteps((long)u, (long)v, (long)q, (long)r);
                }

                ulong factor;
                if (eta < 0)
                {
                    eta = -eta;
                    (f, g) = (g, 0 - f);
                    (u, q) = (q, 0 - u);
                    (v, r) = (r, 0 - v);
                    // f(f² - 2) is -1/f modulo 64: up to six bits of g go at once.
                    factor = f * g * (f * f - 2) & LowMask(eta, left, 63);
                }
                else
                {
                    // f + (((f + 1) & 4) << 1) is 1/f modulo 16: up to four bits of g go at once.
                    factor = (0 - (f + (((f + 1) & 4) << 1)) * g) & LowMask(eta, left, 15);
                }

                g += f * factor;
                q += u * factor;
                r += v * factor;
            }
        }
    }

    /// <summary>Applies the matrix to f and g, which it leaves whole.</summary>
    internal static void Turn(Span<long> f, Span<long> g, in DivisionSteps step)
    {
        var sumF = new WideSum();
        var sumG = new WideSum();
        sumF.Add(step.U, f[0], step.V, g[0]);
        sumG.Add(step.Q, f[0], step.R, g[0]);
        sumF.TakeDigit();
        sumG.TakeDigit();
        for (var i = 1; i < f.Length; i++)
        {
            sumF.Add(step.U, f[i], step.V, g[i]);
            sumG.Add(step.Q, f[i], step.R, g[i]);
            f[i - 1] = sumF.TakeDigit();
            g[i - 1] = sumG.TakeDigit();
        }

        f[^1] = unchecked((long)sumF.Low);
        g[^1] = unchecked((long)sumG.Low);
    }

    private static ulong LowMask(long eta, int left, ulong most)
    {
        var bits = (int)Math.Min(eta + 1, left);
        return (ulong.MaxValue >> (64 - bits)) & most;
    }
}
