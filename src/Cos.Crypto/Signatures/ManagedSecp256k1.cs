using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Utilities;

namespace Cos.Crypto.Signatures;

/// <summary>secp256k1 over BouncyCastle's hand-written field, for machines without the native library.</summary>
internal sealed class ManagedSecp256k1 : ISecp256k1Library
{
    private const int FieldSize = 32;

    private static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256k1");
    private static readonly ECDomainParameters Domain = new(Curve);
    private static readonly BigInteger Order = Curve.N;
    private static readonly BigInteger HalfOrder = Curve.N.ShiftRight(1);
    private static readonly BigInteger Prime = Curve.Curve.Field.Characteristic;

    /// <inheritdoc/>
    public string Description => "BouncyCastle, managed";

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, int recoveryId, Span<byte> publicKey64)
    {
        if (!TryParse(rs64, out var r, out var s))
        {
            return false;
        }

        // Bit 1 of the id says that the abscissa was above the order, so that r lost one n (SEC 1, 4.1.6).
        var x = (recoveryId & 2) == 0 ? r : r.Add(Order);
        if (x.CompareTo(Prime) >= 0 || !TryLift(x, (recoveryId & 1) == 1, out var nonce))
        {
            return false;
        }

        var inverse = r.ModInverse(Order);
        var u1 = Order.Subtract(Number(hash32).Multiply(inverse).Mod(Order)).Mod(Order);
        var u2 = s.Multiply(inverse).Mod(Order);
        return TryWrite(ECAlgorithms.SumOfTwoMultiplies(Curve.G, u1, nonce, u2), publicKey64);
    }

    /// <inheritdoc/>
    public bool TrySign(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, Span<byte> rs64, out int recoveryId)
    {
        recoveryId = 0;
        var key = Number(privateKey32);
        if (!IsScalar(key))
        {
            return false;
        }

        var nonces = new HMacDsaKCalculator(new Sha256Digest());
        nonces.Init(Order, key, hash32.ToArray());
        while (true)
        {
            var nonce = nonces.NextK();
            var point = Domain.G.Multiply(nonce).Normalize();
            var x = point.AffineXCoord.ToBigInteger();
            var r = x.Mod(Order);
            var s = nonce.ModInverse(Order).Multiply(Number(hash32).Add(key.Multiply(r))).Mod(Order);
            if (r.SignValue == 0 || s.SignValue == 0)
            {
                continue;
            }

            recoveryId = (x.CompareTo(Order) >= 0 ? 2 : 0) | (point.AffineYCoord.TestBitZero() ? 1 : 0);
            if (s.CompareTo(HalfOrder) > 0)
            {
                s = Order.Subtract(s);
                recoveryId ^= 1;
            }

            Write(r, rs64[..FieldSize]);
            Write(s, rs64[FieldSize..]);
            return true;
        }
    }

    /// <inheritdoc/>
    public bool TryPublicKey(ReadOnlySpan<byte> privateKey32, Span<byte> publicKey64)
    {
        var key = Number(privateKey32);
        return IsScalar(key) && TryWrite(Domain.G.Multiply(key), publicKey64);
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, ReadOnlySpan<byte> publicKey64)
    {
        var x = Number(publicKey64[..FieldSize]);
        var y = Number(publicKey64[FieldSize..]);
        if (!TryParse(rs64, out var r, out var s) || s.CompareTo(HalfOrder) > 0 || x.CompareTo(Prime) >= 0 || y.CompareTo(Prime) >= 0)
        {
            return false;
        }

        var key = Curve.Curve.CreatePoint(x, y);
        if (!key.IsValid())
        {
            return false;
        }

        var signer = new ECDsaSigner();
        signer.Init(forSigning: false, new ECPublicKeyParameters(key, Domain));
        return signer.VerifySignature(hash32.ToArray(), r, s);
    }

    private static bool TryParse(ReadOnlySpan<byte> rs64, out BigInteger r, out BigInteger s)
    {
        r = Number(rs64[..FieldSize]);
        s = Number(rs64[FieldSize..]);
        return IsScalar(r) && IsScalar(s);
    }

    private static bool TryLift(BigInteger x, bool odd, out ECPoint point)
    {
        var curve = Curve.Curve;
        var abscissa = curve.FromBigInteger(x);
        var root = abscissa.Square().Multiply(abscissa).Add(curve.B).Sqrt();
        if (root is null)
        {
            point = curve.Infinity;
            return false;
        }

        point = curve.CreatePoint(x, (root.TestBitZero() == odd ? root : root.Negate()).ToBigInteger());
        return true;
    }

    private static bool TryWrite(ECPoint point, Span<byte> publicKey64)
    {
        var affine = point.Normalize();
        if (affine.IsInfinity)
        {
            return false;
        }

        affine.AffineXCoord.EncodeTo(publicKey64[..FieldSize]);
        affine.AffineYCoord.EncodeTo(publicKey64[FieldSize..]);
        return true;
    }

    private static bool IsScalar(BigInteger value) => value.SignValue > 0 && value.CompareTo(Order) < 0;

    private static BigInteger Number(ReadOnlySpan<byte> bigEndian) => new(1, bigEndian);

    private static void Write(BigInteger value, Span<byte> bigEndian) => BigIntegers.AsUnsignedByteArray(value, bigEndian);
}
