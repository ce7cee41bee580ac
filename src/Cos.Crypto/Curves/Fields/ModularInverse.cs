using System.Numerics;
using System.Runtime.InteropServices;

namespace Cos.Crypto.Curves.Fields;

/// <summary>
/// Inverts modulo an odd prime by division steps, 62 at a time on single words (Bernstein and Yang, "Fast constant-time gcd computation and modular inversion",
/// 2019, in variable time, for what contracts hand in is public). Numbers are signed, in digits of 62 bits, the highest digit carrying the sign.
/// </summary>
internal sealed class ModularInverse
{
    private const int LimbBits = 64;
    private const int DigitBits = 62;
    private const ulong DigitMask = (1ul << DigitBits) - 1;
    private const int DigitsMax = 7;
    private readonly long[] _modulus;
    private readonly ulong _modulusInverse;

    /// <summary>Prepares for a prime.</summary>
    internal ModularInverse(BigInteger modulus, int bits)
    {
        _modulus = new long[(bits + 2 + DigitBits - 1) / DigitBits];
        for (var i = 0; i < _modulus.Length; i++)
        {
            _modulus[i] = (long)((modulus >> (DigitBits * i)) & DigitMask);
        }

        _modulusInverse = OfWord((ulong)_modulus[0]) & DigitMask;
    }

    /// <summary>The inverse of an odd word modulo 2^64 by Newton's iteration: each step doubles the bits that are right.</summary>
    internal static ulong OfWord(ulong word)
    {
        var inverse = word;
        for (var i = 0; i < 6; i++)
        {
            inverse = unchecked(inverse * (2 - word * inverse)); // modulo 2^64
        }

        return inverse;
    }

    /// <summary>Replaces a number below p with its inverse; zero with zero.</summary>
    internal void Invert(Span<ulong> limbs)
    {
        var length = _modulus.Length;
        Span<long> f = stackalloc long[DigitsMax];
        f = f[..length];
        Span<long> g = stackalloc long[DigitsMax];
        g = g[..length];
        Span<long> d = stackalloc long[DigitsMax];
        d = d[..length];
        Span<long> e = stackalloc long[DigitsMax];
        e = e[..length];
        d.Clear();
        e.Clear();
        e[0] = 1;
        _modulus.CopyTo(f);
        BitRadix.Convert(limbs, LimbBits, MemoryMarshal.Cast<long, ulong>(g), DigitBits);
        var eta = -1L;
        while (g.IndexOfAnyExcept(0L) >= 0)
        {
            var step = DivisionSteps.Run(ref eta, f[0], g[0]);
            Turn(d, e, step);
            DivisionSteps.Turn(f, g, step);
        }

        Normalize(d, f[length - 1] < 0);
        BitRadix.Convert(MemoryMarshal.Cast<long, ulong>(d), DigitBits, limbs, LimbBits);
    }

    /// <summary>(d, e) = matrix · (d, e) / 2^62 modulo p; both stay between -2p and p.</summary>
    private void Turn(Span<long> d, Span<long> e, in DivisionSteps step)
    {
        unchecked // two's complement, in 128 bits
        {
            var length = _modulus.Length;
            var (signD, signE) = (d[length - 1] >> 63, e[length - 1] >> 63);
            var factorD = (step.U & signD) + (step.V & signE);
            var factorE = (step.Q & signD) + (step.R & signE);
            var sumD = new WideSum();
            var sumE = new WideSum();
            sumD.Add(step.U, d[0], step.V, e[0]);
            sumE.Add(step.Q, d[0], step.R, e[0]);
            factorD -= (long)((_modulusInverse * sumD.Low + (ulong)factorD) & DigitMask);
            factorE -= (long)((_modulusInverse * sumE.Low + (ulong)factorE) & DigitMask);
            sumD.Add(_modulus[0], factorD);
            sumE.Add(_modulus[0], factorE);
            sumD.TakeDigit();
            sumE.TakeDigit();
            for (var i = 1; i < length; i++)
            {
                sumD.Add(step.U, d[i], step.V, e[i]);
                sumE.Add(step.Q, d[i], step.R, e[i]);
                sumD.Add(_modulus[i], factorD);
                sumE.Add(_modulus[i], factorE);
                d[i - 1] = sumD.TakeDigit();
                e[i - 1] = sumE.TakeDigit();
            }

            d[length - 1] = (long)sumD.Low;
            e[length - 1] = (long)sumE.Low;
        }
    }

    /// <summary>Brings a number between -2p and p, negated first where asked, to between 0 and p.</summary>
    private void Normalize(Span<long> number, bool isNegated)
    {
        if (number[^1] < 0)
        {
            AddModulus(number, 1);
        }

        for (var i = 0; isNegated && i < number.Length; i++)
        {
            number[i] = -number[i];
        }

        AddModulus(number, 0);
        if (number[^1] < 0)
        {
            AddModulus(number, 1);
        }
    }

    private void AddModulus(Span<long> number, long times)
    {
        long carry = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[i] + _modulus[i] * times + carry;
            carry = digit >> DigitBits;
            number[i] = i == number.Length - 1 ? digit : digit & (long)DigitMask;
        }
    }
}
