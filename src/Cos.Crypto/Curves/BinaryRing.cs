namespace Cos.Crypto.Curves;

/// <summary>Arithmetic modulo 2^bits, where a product is its low limbs.</summary>
internal sealed class BinaryRing
{
    private const int LimbBits = 64;
    private readonly int _limbs;
    private readonly ulong _topMask;

    /// <summary>The ring of numbers of <paramref name="bits"/> bits, at least one.</summary>
    public BinaryRing(int bits)
    {
        _limbs = (bits + LimbBits - 1) / LimbBits;
        var used = bits % LimbBits;
        _topMask = used == 0 ? ulong.MaxValue : (1ul << used) - 1;
    }

    /// <summary>a · b.</summary>
    public ulong[] Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var product = new ulong[_limbs];
        a = a[..Math.Min(a.Length, _limbs)];
        for (var i = 0; i < Math.Min(b.Length, _limbs); i++)
        {
            var kept = Math.Min(a.Length, _limbs - i);
            var carry = Limbs.MultiplyAdd(product.AsSpan(i, kept), a[..kept], b[i]);
            if (i + kept < _limbs)
            {
                product[i + kept] = carry;
            }
        }

        product[^1] &= _topMask;
        return product;
    }

    /// <summary>a - b.</summary>
    public ulong[] Subtract(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var difference = new ulong[_limbs];
        a[..Math.Min(a.Length, _limbs)].CopyTo(difference);
        Limbs.SubtractFrom(difference, b);
        difference[^1] &= _topMask;
        return difference;
    }

    /// <summary>The inverse of an odd number by Newton's iteration, which doubles the correct bits: x ← x (2 - a x).</summary>
    public ulong[] Invert(ReadOnlySpan<ulong> a)
    {
        var two = new ulong[_limbs];
        two[0] = 2;
        two[^1] &= _topMask;
        var inverse = new ulong[_limbs];
        inverse[0] = 1;
        for (var correct = 1; correct < _limbs * LimbBits; correct *= 2)
        {
            inverse = Multiply(inverse, Subtract(two, Multiply(a, inverse)));
        }

        return inverse;
    }

    /// <summary>number^exponent for a big-endian exponent.</summary>
    public ulong[] Power(ReadOnlySpan<ulong> number, ReadOnlySpan<byte> exponent)
    {
        var result = new ulong[_limbs];
        result[0] = 1;
        var factor = Multiply(number, result);
        foreach (var digit in exponent)
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                result = Multiply(result, result);
                if (((digit >> bit) & 1) != 0)
                {
                    result = Multiply(result, factor);
                }
            }
        }

        return result;
    }
}
