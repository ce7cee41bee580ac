namespace Cos.Crypto.Curves;

/// <summary>Modular exponentiation of big-endian numbers of any length, precompile 0x05 (EIP-198).</summary>
/// <remarks>The time grows with the cube of the length; the caller bounds lengths (EIP-7823 allows 1024 bytes each).</remarks>
public static class ModExp
{
    private static readonly IModExpLibrary Library = (IModExpLibrary?)NativeModExp.TryLoad() ?? new ManagedModExp();

    /// <summary>The implementation in words for the log.</summary>
    public static string BackendDescription => Library.Description;

    /// <summary>Writes base^exponent mod modulus, zero-padded on the left; 0^0 is 1, and a modulus of 0 or 1 gives zeros.</summary>
    /// <param name="baseBytes">The base; may be empty, which is zero, and longer than the modulus.</param>
    /// <param name="exponent">The exponent; may be empty, which is zero.</param>
    /// <param name="modulus">The modulus; may be empty, and then nothing is written.</param>
    /// <param name="result">As long as the modulus; must not overlap the inputs.</param>
    public static void Compute(ReadOnlySpan<byte> baseBytes, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus, Span<byte> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, modulus.Length);
        result.Clear();
        modulus = WithoutLeadingZeros(modulus);
        if (modulus is [] or [1])
        {
            return;
        }

        Library.Compute(WithoutLeadingZeros(baseBytes), WithoutLeadingZeros(exponent), modulus, result[^modulus.Length..]);
    }

    private static ReadOnlySpan<byte> WithoutLeadingZeros(ReadOnlySpan<byte> number) => number.TrimStart((byte)0);
}
