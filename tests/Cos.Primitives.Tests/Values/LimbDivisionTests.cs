using System.Numerics;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

/// <summary>The path of processors without a 128-by-64 division, which the others would never take.</summary>
public sealed class LimbDivisionTests
{
    private static readonly Gen<ulong> Normalised = Gen.OneOf(Gen.ULong, Gen.ULong[0, 1000], Gen.ULong[ulong.MaxValue - 1000, ulong.MaxValue]).Select(d => d | (1UL << 63));

    [Test]
    public void Finds_reciprocals_by_multiplication_alone() => Normalised.Sample(d =>
        LimbDivision.PortableReciprocal(d) == (ulong)((((BigInteger.One << 128) - 1) / d) - (BigInteger.One << 64))
        && LimbDivision.Reciprocal(d) == LimbDivision.PortableReciprocal(d), iter: 100_000);

    [Test]
    public void Divides_two_limbs_by_one() => Gen.Select(Normalised, Gen.OneOf(Gen.ULong, Gen.ULong[ulong.MaxValue - 9, ulong.MaxValue]), Gen.ULong).Sample((d, u1, u0) =>
    {
        u1 %= d;
        BigInteger numerator = ((BigInteger)u1 << 64) | u0;
        ulong digit = LimbDivision.Divide2By1(u1, u0, d, LimbDivision.PortableReciprocal(d), out ulong remainder);
        return digit == numerator / d && remainder == numerator % d;
    }, iter: 100_000);
}
