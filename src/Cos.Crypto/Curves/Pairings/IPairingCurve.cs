using Cos.Crypto.Curves.Fields;

namespace Cos.Crypto.Curves.Pairings;

/// <summary>What the optimal ate pairing needs to know of a curve.</summary>
/// <typeparam name="T">The prime field.</typeparam>
internal interface IPairingCurve<T> : ITower<T>
    where T : struct, IPrimeField<T>
{
    /// <summary>Whether the twist's b is b·ξ; else it is b/ξ.</summary>
    static abstract bool IsTwistMultiplicative { get; }

    /// <summary>The signed digits of the loop's length, lowest first.</summary>
    static abstract ReadOnlySpan<sbyte> LoopDigits { get; }

    /// <summary>Whether the loop's length is negative.</summary>
    static abstract bool IsLoopNegative { get; }

    /// <summary>Whether the loop ends with lines through the images of Q under the Frobenius, as on Barreto-Naehrig curves.</summary>
    static abstract bool HasFrobeniusLines { get; }

    /// <summary>Times the b of the twist.</summary>
    static abstract Fp2<T> TimesTwistB(in Fp2<T> a);
}
