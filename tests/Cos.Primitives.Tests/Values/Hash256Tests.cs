using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

public sealed class Hash256Tests
{
    [Test]
    public void Orders_as_bytes() => Gen.Select(Gen.Byte[0, 3].Array[32], Gen.Byte[0, 3].Array[32]).Sample((a, b) =>
    {
        Hash256 x = new(a), y = new(b);
        int order = a.AsSpan().SequenceCompareTo(b);
        return Math.Sign(x.CompareTo(y)) == Math.Sign(order) && (x == y) == (order == 0) && Math.Sign(new TxHash(x).CompareTo(new TxHash(y))) == Math.Sign(order)
            && Math.Sign(new BlockHash(x).CompareTo(new BlockHash(y))) == Math.Sign(order);
    });

    [Test]
    public void Reads_back_what_it_writes() => Generators.Digest.Sample(hash =>
        Hash256.TryParse(hash.ToString(), out Hash256 back) && back == hash && Hash256.FromUInt256(hash.ToUInt256()) == hash && new Hash256(hash.Bytes) == hash);

    [Test]
    public void Is_zero_only_when_every_byte_is()
    {
        Assert.That(Hash256.Zero.IsZero, Is.True);
        for (int i = 0; i < Hash256.Size; i++)
        {
            byte[] bytes = new byte[Hash256.Size];
            bytes[i] = 1;
            Assert.That(new Hash256(bytes).IsZero, Is.False);
        }
    }

    [TestCase(31)]
    [TestCase(33)]
    [TestCase(0)]
    public void Is_made_of_32_bytes_only(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Hash256(new byte[length]));
}
