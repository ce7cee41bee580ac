namespace Cos.Crypto.Curves.Fields;

/// <summary>Square roots and signs in fields over a prime that is 3 modulo 4.</summary>
internal static class SquareRoot
{
    /// <summary>A root of a square.</summary>
    /// <returns>False for what is no square; the root is then that of its negative.</returns>
    internal static bool TryFind<T>(in T square, out T root)
        where T : struct, IPrimeField<T>
    {
        root = PrimeField.Power(square, T.Form.RootExponent);
        return (T.Square(root) - square).IsZero;
    }

    /// <summary>A root of a square of the quadratic field, by the root of its norm.</summary>
    /// <returns>False for what is no square.</returns>
    internal static bool TryFind<T>(in Fp2<T> square, out Fp2<T> root)
        where T : struct, IPrimeField<T>
    {
        if (square.B.IsZero)
        {
            // Either a or -a has a root in the field below, and u² = -1.
            root = TryFind(square.A, out var plain) ? new(plain, T.Zero) : new(T.Zero, plain);
            return true;
        }

        root = default;
        if (!TryFind(square.Norm(), out var length))
        {
            return false;
        }

        // (c + d·u)² = a + b·u with c² = (a ± length)/2 and d = b/2c; one of the two signs is a square.
        var half = T.Form.Half;
        if (!TryFind((square.A + length) * half, out var c) && !TryFind((square.A - length) * half, out c))
        {
            return false;
        }

        root = new(c, square.B * half * T.Invert(c));
        return true;
    }

    /// <summary>RFC 9380, section 4.1: the least significant bit of the first part that is not zero.</summary>
    internal static bool IsOdd<T>(in Fp2<T> number)
        where T : struct, IPrimeField<T> => number.A.IsZero ? PrimeField.IsOdd(number.B) : PrimeField.IsOdd(number.A);

    /// <summary>Whether this is above its negative, the part with u counting first.</summary>
    internal static bool IsLarge<T>(in Fp2<T> number)
        where T : struct, IPrimeField<T> => number.B.IsZero ? PrimeField.IsLarge(number.A) : PrimeField.IsLarge(number.B);
}
