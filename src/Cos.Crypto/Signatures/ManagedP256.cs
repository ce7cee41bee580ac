using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace Cos.Crypto.Signatures;

/// <summary>P-256 over BouncyCastle's hand-written field, for machines without libcrypto.</summary>
internal sealed class ManagedP256 : IP256Library
{
    private static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256r1");

    /// <inheritdoc/>
    public string Description => "BouncyCastle, managed";

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> r32, ReadOnlySpan<byte> s32, ReadOnlySpan<byte> x32, ReadOnlySpan<byte> y32)
    {
        var key = Curve.Curve.CreatePoint(new BigInteger(1, x32), new BigInteger(1, y32));
        if (!key.IsValid())
        {
            return false;
        }

        var r = new BigInteger(1, r32);
        var inverse = new BigInteger(1, s32).ModInverse(Curve.N);
        var u1 = new BigInteger(1, hash32).Multiply(inverse).Mod(Curve.N);
        var u2 = r.Multiply(inverse).Mod(Curve.N);
        var point = ECAlgorithms.SumOfTwoMultiplies(Curve.G, u1, key, u2).Normalize();
        return !point.IsInfinity && point.AffineXCoord.ToBigInteger().Mod(Curve.N).Equals(r);
    }
}
