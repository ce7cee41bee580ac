using System.Numerics;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

public sealed class PreparedModulusTests
{
    // Moduli at the ends of their range and beside powers of two, where quotients are estimated worst.
    private static readonly Gen<UInt256> Modulus = Gen.OneOf(
        Generators.Word.Where(m => PreparedModulus.Suits(m)),
        Gen.Select(Generators.Word, Gen.Int[0, 63]).Select((m, shift) => (m | (UInt256.One << 255)) >> shift),
        Gen.Select(Gen.Int[192, 255], Gen.Int[-2, 2]).Select((bit, step) => step < 0 ? (UInt256.One << bit) - (ulong)-step + (UInt256.One << 193) : (UInt256.One << bit) + (ulong)step),
        Gen.ULong[0, 9].Select(less => UInt256.MaxValue - less));

    // Operands far from a modulus and at its edge.
    private static readonly Gen<(UInt256 A, UInt256 B, UInt256 M)> Case = Gen.Select(Generators.Small, Generators.Small, Modulus, Gen.Int[0, 4]).Select((a, b, m, kind) => kind switch
    {
        0 => (a, b, m),
        1 => (m - UInt256.One, m - UInt256.One, m),
        2 => (UInt256.MaxValue, UInt256.MaxValue, m),
        3 => (UInt256.Mod(a, m), UInt256.Mod(b, m), m),
        _ => (m - UInt256.Mod(a, 100), UInt256.Mod(b, m), m),
    });

    [Test]
    public void Multiplies_as_a_division_without_a_reciprocal_would() => Case.Sample(
        x => new PreparedModulus(x.M).MulMod(x.A, x.B) == Generators.FromBig(x.A.ToBig() * x.B.ToBig() % x.M.ToBig()), iter: 200_000);

    [Test]
    public void Multiplies_one_modulus_by_many_operands() => Modulus.Sample(m =>
    {
        var prepared = new PreparedModulus(m);
        var (power, expected) = (UInt256.One << 97, BigInteger.One << 97);
        for (var i = 0; i < 200; i++)
        {
            power = prepared.MulMod(power, power + 5);
            expected = expected * (expected + 5) % m.ToBig();
        }

        return power == Generators.FromBig(expected);
    }, iter: 500);

    [Test]
    public void Leaves_short_moduli_to_plain_division() =>
        Assert.Multiple(() =>
        {
            Assert.That(PreparedModulus.Suits((UInt256.One << 192) - UInt256.One), Is.False);
            Assert.That(PreparedModulus.Suits(UInt256.One << 192), Is.True);
            Assert.Throws<InvariantBrokenException>(() => _ = new PreparedModulus(UInt256.One));
        });
}
