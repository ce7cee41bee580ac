using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

public sealed class HexTests
{
    [Test]
    public void Reads_back_what_it_writes() => Gen.Byte.Array[0, 100].Sample(bytes => Hex.TryDecode(Hex.Encode(bytes), out byte[] back) && back.AsSpan().SequenceEqual(bytes));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("00")]
    [TestCase("0x0")]
    [TestCase("0xg0")]
    [TestCase("0x0 ")]
    [TestCase("1x00")]
    public void Refuses_what_is_no_byte_string(string text) => Assert.That(Hex.TryDecode(text, out _), Is.False);

    [TestCase("0x0", 0UL)]
    [TestCase("0xF", 15UL)]
    [TestCase("0x400", 1024UL)]
    public void Reads_quantities(string text, ulong value) => Assert.That(Hex.TryParseQuantity(text, out UInt256 read) ? read : UInt256.MaxValue, Is.EqualTo((UInt256)value));

    [TestCase("0x")]
    [TestCase("0x00")]
    [TestCase("0x0400")]
    [TestCase("ff")]
    [TestCase("0x-1")]
    [TestCase("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void Refuses_quantities_that_are_not_minimal(string text) => Assert.That(Hex.TryParseQuantity(text, out _), Is.False);

    [Test]
    public void Never_throws() => Gen.String.Sample(text =>
    {
        _ = Hex.TryDecode(text, out _);
        _ = Hex.TryParseQuantity(text, out _);
        _ = Hash256.TryParse(text, out _);
        _ = Address.TryParse(text, out _);
        _ = Credit.TryParse(text, out _);
        _ = UInt256.TryParse(text, out _);
    });
}
