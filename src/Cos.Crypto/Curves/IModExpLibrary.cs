namespace Cos.Crypto.Curves;

/// <summary>Modular exponentiation, which every backend answers alike; the modulus is above one and the caller zeroed the result.</summary>
internal interface IModExpLibrary
{
    /// <summary>What the node writes to its log.</summary>
    public string Description { get; }

    /// <summary>Writes base^exponent mod modulus at the end of <paramref name="result"/>, which is as long as the modulus.</summary>
    public void Compute(ReadOnlySpan<byte> baseBytes, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus, Span<byte> result);
}
