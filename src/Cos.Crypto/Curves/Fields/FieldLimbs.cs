using System.Numerics;
using System.Runtime.CompilerServices;
using Cos.Crypto.Curves.MachineCode;

namespace Cos.Crypto.Curves.Fields;

/// <summary>The arithmetic of a prime field in Montgomery form, R = 2^(64 · limbs), for processors that <see cref="FieldCode"/> cannot write for. Operands and results are below p.</summary>
internal sealed class FieldLimbs
{
    private readonly ulong[] _modulus;

    /// <summary>Prepares for an odd prime, of which 4p fits into the limbs.</summary>
    internal FieldLimbs(BigInteger modulus, int limbs)
    {
        _modulus = new ulong[limbs];
        PrimeField.Exponent(modulus).CopyTo(_modulus, 0);
        NegatedInverse = unchecked(0 - ModularInverse.OfWord(_modulus[0]));
    }

    /// <summary>p.</summary>
    internal ReadOnlySpan<ulong> Modulus => _modulus;

    /// <summary>-1/p modulo 2^64.</summary>
    internal ulong NegatedInverse { get; }

    /// <summary>result = a + b.</summary>
    internal void Add(Span<ulong> result, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        Span<ulong> sum = stackalloc ulong[LimbAssembly.LimbsMax];
        sum = sum[..a.Length];
        a.CopyTo(sum);
        Limbs.MultiplyAdd(sum, b, 1);
        Reduce(result, sum);
    }

    /// <summary>result = a - b.</summary>
    internal void Subtract(Span<ulong> result, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        Span<ulong> difference = stackalloc ulong[LimbAssembly.LimbsMax];
        difference = difference[..a.Length];
        a.CopyTo(difference);
        if (Limbs.SubtractFrom(difference, b) != 0)
        {
            Limbs.MultiplyAdd(difference, _modulus, 1);
        }

        difference.CopyTo(result);
    }

    /// <summary>result = a · b + c · d with one reduction; c and d may be empty.</summary>
    internal void AddProducts(Span<ulong> result, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> c, ReadOnlySpan<ulong> d)
    {
        Span<ulong> sum = stackalloc ulong[LimbAssembly.LimbsMax];
        sum = sum[..a.Length];
        sum.Clear();
        for (var i = 0; i < b.Length; i++)
        {
            // The top fits one word: the bound is that of LimbAssembly.
            var top = d.IsEmpty ? 0 : Limbs.MultiplyAdd(sum, c, d[i]);
            Step(sum, a, b[i], top);
        }

        Reduce(result, sum);
    }

    /// <summary>sum = (sum + 2^(64 · limbs) · top + a · factor + a multiple of p that clears the lowest word) / 2^64.</summary>
    private void Step(Span<ulong> sum, ReadOnlySpan<ulong> a, ulong factor, ulong top)
    {
        unchecked // words wrap, and carries say where
        {
            ReadOnlySpan<ulong> modulus = _modulus;
            modulus = modulus[..sum.Length];
            a = a[..sum.Length];
            var carry = MultiplyAdd(a[0], factor, sum[0], 0, out var low);
            var multiple = low * NegatedInverse;
            var fold = MultiplyAdd(modulus[0], multiple, low, 0, out _);
            for (var i = 1; i < sum.Length; i++)
            {
                carry = MultiplyAdd(a[i], factor, sum[i], carry, out low);
                fold = MultiplyAdd(modulus[i], multiple, low, fold, out sum[i - 1]);
            }

            sum[^1] = top + carry + fold;
        }
    }

    /// <summary>The lower and, returned, the upper word of a · b + c + d, which never exceeds two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong c, ulong d, out ulong low)
    {
        unchecked
        {
            var high = Math.BigMul(a, b, out low);
            low += c;
            high += low < c ? 1ul : 0;
            low += d;
            return high + (low < d ? 1ul : 0);
        }
    }

    private void Reduce(Span<ulong> result, Span<ulong> sum)
    {
        if (Limbs.IsAtLeast(sum, _modulus))
        {
            Limbs.SubtractFrom(sum, _modulus);
        }

        sum.CopyTo(result);
    }
}
