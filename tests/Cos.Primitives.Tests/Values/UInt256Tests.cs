using System.Numerics;
using System.Runtime.CompilerServices;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

public sealed class UInt256Tests
{
    private const int Rounds = 100_000;
    private static readonly Gen<(UInt256 A, UInt256 B)> Pair = Gen.Select(Generators.Small, Generators.Small);
    private static readonly Gen<(UInt256 A, UInt256 B, UInt256 C)> Triple = Gen.Select(Generators.Small, Generators.Small, Generators.Small);

    private static void Agrees(Func<UInt256, UInt256, UInt256> ours, Func<BigInteger, BigInteger, BigInteger> theirs) =>
        Pair.Sample((a, b) => ours(a, b) == Generators.FromBig(theirs(a.ToBig(), b.ToBig())), iter: Rounds);

    private static void AgreesSigned(Func<UInt256, UInt256, UInt256> ours, Func<BigInteger, BigInteger, BigInteger> theirs) =>
        Pair.Sample((a, b) => ours(a, b) == Generators.FromBig(theirs(a.ToSigned(), b.ToSigned())), iter: Rounds);

    [Test] public void Is_32_bytes_wide() => Assert.That(Unsafe.SizeOf<UInt256>(), Is.EqualTo(32));
    [Test] public void Adds_modulo_2_to_256() => Agrees((a, b) => a + b, (a, b) => a + b);
    [Test] public void Subtracts_modulo_2_to_256() => Agrees((a, b) => a - b, (a, b) => a - b);
    [Test] public void Multiplies_modulo_2_to_256() => Agrees((a, b) => a * b, (a, b) => a * b);
    [Test] public void Divides_and_answers_zero_on_a_zero_divisor() => Agrees((a, b) => UInt256.Divide(a, b), (a, b) => b.IsZero ? 0 : a / b);
    [Test] public void Takes_remainders_and_answers_zero_on_a_zero_divisor() => Agrees((a, b) => UInt256.Mod(a, b), (a, b) => b.IsZero ? 0 : a % b);
    [Test] public void Divides_signed_words_towards_zero() => AgreesSigned((a, b) => UInt256.SignedDivide(a, b), (a, b) => b.IsZero ? 0 : a / b);
    [Test] public void Takes_signed_remainders_with_the_sign_of_the_dividend() => AgreesSigned((a, b) => UInt256.SignedMod(a, b), (a, b) => b.IsZero ? 0 : a % b);
    [Test] public void Ands_ors_and_xors() => Agrees((a, b) => ((a & b) | (a ^ ~b)) ^ a, (a, b) => ((a & b) | (a ^ (Generators.TwoTo256 - 1 - b))) ^ a);

    [Test]
    public void Multiplies_small_numbers_on_its_fast_path() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((a, b) => (UInt256)a * b == Generators.FromBig((BigInteger)a * b));

    [Test]
    public void Divides_exact_multiples_and_their_neighbours() => Triple.Sample((a, b, c) =>
    {
        // The quotient digit estimate is hardest just below and above a multiple of the divisor.
        foreach (UInt256 near in new[] { a * b, (a * b) - 1, (a * b) + 1, (a * b) + c })
        {
            if (b.IsZero) continue;
            Assert.That(near / b, Is.EqualTo(Generators.FromBig(near.ToBig() / b.ToBig())));
            Assert.That(near % b, Is.EqualTo(Generators.FromBig(near.ToBig() % b.ToBig())));
        }
    }, iter: 20_000);

    [Test]
    public void Adds_and_multiplies_modulo_a_third_number() => Triple.Sample((a, b, m) =>
    {
        BigInteger modulus = m.ToBig();
        return UInt256.AddMod(a, b, m) == Generators.FromBig(m.IsZero ? 0 : (a.ToBig() + b.ToBig()) % modulus)
            && UInt256.MulMod(a, b, m) == Generators.FromBig(m.IsZero ? 0 : a.ToBig() * b.ToBig() % modulus);
    }, iter: Rounds);

    [Test]
    public void Raises_to_powers() =>
        Pair.Sample((a, b) => UInt256.Exp(a, b) == Generators.FromBig(BigInteger.ModPow(a.ToBig(), b.ToBig(), Generators.TwoTo256)), iter: 3_000);

    [Test]
    public void Raises_powers_of_two_by_shifting() =>
        Gen.Select(Gen.Int[0, 63], Gen.ULong[0, 300]).Sample((k, e) =>
            UInt256.Exp(1UL << k, e) == Generators.FromBig(BigInteger.ModPow(BigInteger.One << k, e, Generators.TwoTo256)));

    [Test]
    public void Shifts_left_right_and_with_the_sign() => Gen.Select(Generators.Word, Gen.Int[-3, 300]).Sample((v, n) =>
    {
        int count = n is < 0 or > 255 ? 256 : n;
        return UInt256.ShiftLeft(v, n) == Generators.FromBig(v.ToBig() << count)
            && UInt256.ShiftRight(v, n) == Generators.FromBig(v.ToBig() >> count)
            && UInt256.ShiftRightArithmetic(v, n) == Generators.FromBig(v.ToSigned() >> count);
    }, iter: Rounds);

    [Test]
    public void Compares_unsigned_and_signed() => Pair.Sample((a, b) =>
        a < b == a.ToBig() < b.ToBig() && a >= b == a.ToBig() >= b.ToBig() && a == b == (a.ToBig() == b.ToBig())
        && Math.Sign(a.CompareTo(b)) == a.ToBig().CompareTo(b.ToBig())
        && UInt256.SignedLessThan(a, b) == a.ToSigned() < b.ToSigned(), iter: Rounds);

    [Test]
    public void Says_when_a_sum_difference_or_product_does_not_fit() => Pair.Sample((a, b) =>
        UInt256.TryAdd(a, b, out UInt256 sum) == (a.ToBig() + b.ToBig() < Generators.TwoTo256) && sum == a + b
        && UInt256.TrySubtract(a, b, out UInt256 difference) == (a.ToBig() >= b.ToBig()) && difference == a - b
        && UInt256.TryMultiply(a, b, out UInt256 product) == (a.ToBig() * b.ToBig() < Generators.TwoTo256) && product == a * b, iter: Rounds);

    [Test]
    public void Throws_where_money_would_overflow()
    {
        Assert.Throws<OverflowException>(() => UInt256.AddChecked(UInt256.MaxValue, 1));
        Assert.Throws<OverflowException>(() => UInt256.SubtractChecked(0, 1));
        Assert.Throws<OverflowException>(() => UInt256.MultiplyChecked(UInt256.MaxValue, 2));
        Assert.Throws<OverflowException>(() => _ = (ulong)new UInt256(0, 1, 0, 0));
        Assert.Throws<DivideByZeroException>(() => _ = UInt256.One / UInt256.Zero);
        Assert.Throws<DivideByZeroException>(() => _ = UInt256.One % UInt256.Zero);
    }

    [Test]
    public void Extends_signs() => Gen.Select(Gen.ULong[0, 40], Generators.Word).Sample((k, v) =>
    {
        int bits = (int)(Math.Min(k, 31) + 1) * 8;
        BigInteger low = v.ToBig() & ((BigInteger.One << bits) - 1);
        if (!(low >> (bits - 1)).IsZero) low -= BigInteger.One << bits;
        return UInt256.SignExtend(k, v) == Generators.FromBig(low);
    });

    [Test]
    public void Picks_bytes_from_the_most_significant() => Gen.Select(Gen.ULong[0, 40], Generators.Word).Sample((i, v) =>
    {
        byte[] bytes = new byte[32];
        v.WriteBigEndian(bytes);
        return UInt256.Byte(i, v) == (i < 32 ? bytes[(int)i] : 0UL);
    });

    [Test]
    public void Ignores_huge_byte_indices()
    {
        UInt256 huge = new(1, 1, 0, 0);
        Assert.That(UInt256.Byte(huge, UInt256.MaxValue), Is.EqualTo(UInt256.Zero));
        Assert.That(UInt256.SignExtend(huge, 0x80), Is.EqualTo((UInt256)0x80));
    }

    [Test]
    public void Counts_leading_zeros() => Generators.Small.Sample(v =>
        UInt256.CountLeadingZeros(v) == 256 - (int)v.ToBig().GetBitLength() && v.BitLength == (int)v.ToBig().GetBitLength());

    [Test]
    public void Counts_256_leading_zeros_in_zero() => Assert.That(UInt256.CountLeadingZeros(0), Is.EqualTo(256));

    [Test]
    public void Reads_back_what_it_writes() => Generators.Small.Sample(v =>
    {
        byte[] full = new byte[32];
        v.WriteBigEndian(full);
        byte[] minimal = v.ToBigEndianMinimal();
        return UInt256.FromBigEndian(full) == v && UInt256.FromBigEndian(minimal) == v && minimal.Length == v.ByteLength
            && full.AsSpan(32 - minimal.Length).SequenceEqual(minimal)
            && UInt256.TryParse(v.ToString(), out UInt256 fromDecimal) && fromDecimal == v
            && UInt256.TryParse(v.ToHex(), out UInt256 fromHex) && fromHex == v
            && Hex.TryParseQuantity(v.ToHex(), out UInt256 fromQuantity) && fromQuantity == v
            && v.ToString() == v.ToBig().ToString(System.Globalization.CultureInfo.InvariantCulture);
    });

    [TestCase("")]
    [TestCase("0x")]
    [TestCase("-1")]
    [TestCase("12a")]
    [TestCase("0xg")]
    [TestCase(" 1")]
    [TestCase("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [TestCase("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void Refuses_text_that_is_no_256_bit_number(string text) => Assert.That(UInt256.TryParse(text, out _), Is.False);
}
