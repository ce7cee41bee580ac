using System.Numerics;

namespace Cos.Crypto.Curves;

/// <summary>Arithmetic modulo an odd number m above one, on residues multiplied by R = 2^(64 · limbs) (P. L. Montgomery, 1985).</summary>
internal sealed class MontgomeryRing
{
    private const int LimbBits = 64;
    private const int WindowBits = 4;
    private const int WindowSize = 1 << WindowBits;

    private readonly ulong[] _modulus;
    private readonly ulong _negatedInverse;
    private readonly ulong[] _one;
    private readonly ulong[] _square;
    private readonly ulong[] _scratch;

    /// <summary>The ring modulo <paramref name="modulus"/>, whose top limb is not zero.</summary>
    public MontgomeryRing(ulong[] modulus)
    {
        _modulus = modulus;
        _negatedInverse = NegatedInverse(modulus[0]);
        _scratch = new ulong[modulus.Length + 2];
        _one = RadixResidue();
        _square = RadixSquareResidue();
    }

    /// <summary>number^exponent for a number of any length and a big-endian exponent.</summary>
    public ulong[] Power(ReadOnlySpan<ulong> number, ReadOnlySpan<byte> exponent)
    {
        var powers = new ulong[WindowSize][];
        powers[0] = _one;
        powers[1] = Enter(number);
        for (var i = 2; i < WindowSize; i++)
        {
            powers[i] = new ulong[_modulus.Length];
            Multiply(powers[i], powers[i - 1], powers[1]);
        }

        var result = _one.AsSpan().ToArray();
        foreach (var digit in exponent)
        {
            Step(result, powers[digit >> WindowBits]);
            Step(result, powers[digit & (WindowSize - 1)]);
        }

        // Leaving the ring is a product by one.
        var plain = new ulong[_modulus.Length];
        plain[0] = 1;
        Multiply(result, result, plain);
        return result;
    }

    private void Step(ulong[] result, ulong[] power)
    {
        for (var i = 0; i < WindowBits; i++)
        {
            Multiply(result, result, result);
        }

        Multiply(result, result, power);
    }

    /// <summary>number · R mod m by Horner's rule over chunks as long as the modulus.</summary>
    private ulong[] Enter(ReadOnlySpan<ulong> number)
    {
        var length = _modulus.Length;
        var residue = new ulong[length];
        var chunk = new ulong[length];
        for (var end = (number.Length + length - 1) / length * length; end > 0; end -= length)
        {
            // residue ← residue · R: a product by R² sheds one R.
            Multiply(residue, residue, _square);
            Array.Clear(chunk);
            number[(end - length)..Math.Min(end, number.Length)].CopyTo(chunk);
            // The chunk may exceed m but not R, and so the product with R² mod m still ends below m.
            Multiply(chunk, chunk, _square);
            Add(residue, chunk);
        }

        return residue;
    }

    /// <summary>result = a · b / R mod m, word by word; a may be any number below R. The result may be either factor.</summary>
    private void Multiply(Span<ulong> result, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var length = _modulus.Length;
        var sum = _scratch.AsSpan();
        sum.Clear();
        for (var i = 0; i < length; i++)
        {
            unchecked
            {
                var carry = Limbs.MultiplyAdd(sum, b[..length], a[i]);
                sum[length] += carry;
                sum[length + 1] = sum[length] < carry ? 1ul : 0;
                carry = Limbs.MultiplyAdd(sum, _modulus, sum[0] * _negatedInverse);
                sum[length] += carry;
                sum[length + 1] += sum[length] < carry ? 1ul : 0;
            }

            sum[1..].CopyTo(sum);
        }

        var value = sum[..length];
        if (sum[length] != 0 || Limbs.IsAtLeast(value, _modulus))
        {
            Limbs.SubtractFrom(value, _modulus);
        }

        value.CopyTo(result);
    }

    private void Add(Span<ulong> a, ReadOnlySpan<ulong> b)
    {
        var carry = 0ul;
        for (var i = 0; i < a.Length; i++)
        {
            unchecked
            {
                var sum = a[i] + b[i];
                var next = sum < b[i] ? 1ul : 0;
                a[i] = sum + carry;
                carry = next | (a[i] < carry ? 1ul : 0);
            }
        }

        Reduce(a, carry);
    }

    private void Double(Span<ulong> a) => Reduce(a, Limbs.Double(a));

    private void Reduce(Span<ulong> a, ulong carry)
    {
        if (carry != 0 || Limbs.IsAtLeast(a, _modulus))
        {
            Limbs.SubtractFrom(a, _modulus);
        }
    }

    /// <summary>R mod m: the top power of two below m, doubled up to R in at most 64 steps.</summary>
    private ulong[] RadixResidue()
    {
        var residue = new ulong[_modulus.Length];
        var topBit = LimbBits - 1 - BitOperations.LeadingZeroCount(_modulus[^1]);
        residue[^1] = 1ul << topBit;
        for (var bit = topBit; bit < LimbBits; bit++)
        {
            Double(residue);
        }

        return residue;
    }

    /// <summary>R² mod m, which is R in the ring's own form: 2 raised to 64 · limbs by squaring and doubling.</summary>
    private ulong[] RadixSquareResidue()
    {
        var residue = _one.AsSpan().ToArray();
        var exponent = (uint)(_modulus.Length * LimbBits);
        for (var bit = BitOperations.Log2(exponent); bit >= 0; bit--)
        {
            Multiply(residue, residue, residue);
            if (((exponent >> bit) & 1) != 0)
            {
                Double(residue);
            }
        }

        return residue;
    }

    /// <summary>-1 / odd modulo 2^64 by Newton's iteration; odd itself is right to three bits.</summary>
    private static ulong NegatedInverse(ulong odd)
    {
        var inverse = odd;
        for (var correct = 3; correct < LimbBits; correct *= 2)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return unchecked(0 - inverse);
    }
}
