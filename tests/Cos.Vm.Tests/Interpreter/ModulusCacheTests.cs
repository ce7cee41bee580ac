using System.Numerics;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using CsCheck;

namespace Cos.Vm.Tests.Interpreter;

public sealed class ModulusCacheTests
{
    private static readonly Gen<UInt256> Word = Gen.OneOf(
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new UInt256(a, b, c, d)),
        Gen.Int[0, 255].Select(bit => UInt256.One << bit),
        Gen.ULong[0, 3].Select(x => (UInt256)x));

    [Test]
    public void Agrees_with_big_integers_however_moduli_alternate() =>
        Gen.Select(Word.Array[1, 2 * ModulusCache.ModuliMax], Gen.Select(Gen.Int[0, 1 << 20], Word, Word).Array[1, 200]).Sample((moduli, steps) =>
        {
            var cache = new ModulusCache();
            foreach (var (pick, a, b) in steps)
            {
                var modulus = moduli[pick % moduli.Length];
                var expected = modulus.IsZero ? 0 : Big(a) * Big(b) % Big(modulus);
                Assert.That(Big(cache.MulMod(a, b, modulus)), Is.EqualTo(expected));
            }
        }, iter: 500);

    private static BigInteger Big(UInt256 value) => new(value.ToBigEndianMinimal(), isUnsigned: true, isBigEndian: true);
}
