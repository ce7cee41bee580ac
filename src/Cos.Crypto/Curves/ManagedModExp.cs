namespace Cos.Crypto.Curves;

/// <summary>Modular exponentiation on 64-bit limbs, least significant first, for machines without libgmp.</summary>
/// <remarks>
/// Montgomery's product needs an odd modulus. An even one is split as 2^k · odd: the power is taken in both rings, and the Chinese
/// remainder joins them.
/// </remarks>
internal sealed class ManagedModExp : IModExpLibrary
{
    /// <inheritdoc/>
    public string Description => "Montgomery arithmetic, managed";

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<byte> baseBytes, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus, Span<byte> result)
    {
        var number = Limbs.FromBigEndian(baseBytes);
        var divisor = Limbs.FromBigEndian(modulus);
        var twos = Limbs.TrailingZeros(divisor);
        var odd = Limbs.ShiftRight(divisor, twos);
        if (twos == 0)
        {
            Limbs.ToBigEndian(new MontgomeryRing(odd).Power(number, exponent), result);
            return;
        }

        var low = new BinaryRing(twos);
        var inLow = low.Power(number, exponent);
        if (odd is [1])
        {
            Limbs.ToBigEndian(inLow, result);
            return;
        }

        // x = inOdd + odd · ((inLow - inOdd) / odd mod 2^k), which is below odd · 2^k.
        var inOdd = new MontgomeryRing(odd).Power(number, exponent);
        var difference = low.Subtract(inLow, inOdd);
        var factor = low.Multiply(difference, low.Invert(odd));
        Limbs.ToBigEndian(Limbs.AddProduct(inOdd, odd, factor), result);
    }
}
