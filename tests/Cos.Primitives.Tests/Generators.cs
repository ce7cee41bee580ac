using System.Numerics;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests;

/// <summary>Random values that meet the edges of limbs far more often than uniform ones would.</summary>
internal static class Generators
{
    internal static readonly BigInteger TwoTo256 = BigInteger.One << 256;

    private static readonly Gen<ulong> Limb = Gen.OneOf(
        Gen.ULong, Gen.Const(0UL), Gen.Const(0UL), Gen.Const(ulong.MaxValue), Gen.Const(1UL), Gen.Const(1UL << 63), Gen.ULong[0, 16], Gen.Const(ulong.MaxValue - 1));

    internal static readonly Gen<UInt256> Word = Gen.Select(Limb, Limb, Limb, Limb, (a, b, c, d) => new UInt256(a, b, c, d));
    internal static readonly Gen<UInt256> Small = Gen.OneOf(Word, Gen.ULong.Select(l => (UInt256)l), Gen.Select(Limb, Limb, (a, b) => new UInt256(a, b, 0, 0)), Gen.Select(Limb, Limb, Limb, (a, b, c) => new UInt256(a, b, c, 0)));
    internal static readonly Gen<Address> Account = Gen.Byte.Array[20].Select(b => new Address(b));
    internal static readonly Gen<Hash256> Digest = Gen.Byte.Array[32].Select(b => new Hash256(b));

    internal static BigInteger ToBig(this UInt256 v) => ((BigInteger)v.U3 << 192) | ((BigInteger)v.U2 << 128) | ((BigInteger)v.U1 << 64) | v.U0;

    internal static BigInteger ToSigned(this UInt256 v) => v.IsNegative ? v.ToBig() - TwoTo256 : v.ToBig();

    internal static UInt256 FromBig(BigInteger v)
    {
        v = ((v % TwoTo256) + TwoTo256) % TwoTo256;
        BigInteger mask = ulong.MaxValue;
        return new UInt256((ulong)(v & mask), (ulong)((v >> 64) & mask), (ulong)((v >> 128) & mask), (ulong)((v >> 192) & mask));
    }
}
