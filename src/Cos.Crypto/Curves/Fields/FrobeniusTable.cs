namespace Cos.Crypto.Curves.Fields;

/// <summary>ξ^(k(p-1)/6) for k below 6: what w^k is multiplied by when raised to the p.</summary>
/// <typeparam name="T">The prime field.</typeparam>
/// <typeparam name="W">The tower.</typeparam>
internal static class FrobeniusTable<T, W>
    where T : struct, IPrimeField<T>
    where W : struct, ITower<T>
{
    /// <summary>The table.</summary>
    internal static readonly Fp2<T>[] Powers = Build();

    private static Fp2<T>[] Build()
    {
        var first = PrimeField.Power(W.Xi, PrimeField.Exponent((T.Form.Modulus - 1) / 6));
        var powers = new Fp2<T>[6];
        powers[0] = Fp2<T>.One;
        for (var k = 1; k < powers.Length; k++)
        {
            powers[k] = powers[k - 1] * first;
        }

        return powers;
    }
}
