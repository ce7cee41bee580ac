using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Blocks;

public sealed class BloomTests
{
    private static readonly Gen<Log> AnyLog = Gen.Select(Generators.Account, Generators.Digest.Array[0, 4], Gen.Byte.Array[0, 50], (a, t, p) => new Log(a, [.. t], p));

    [Test]
    public void Contains_every_emitter_and_topic() => AnyLog.Array[0, 8].Sample(logs =>
    {
        Bloom bloom = Bloom.Of(logs);
        return logs.All(l => bloom.Contains(l.Address.Bytes) && l.Topics.All(t => bloom.Contains(t.Bytes))) && bloom.IsEmpty == (logs.Length == 0);
    });

    [Test]
    public void Is_the_union_of_its_logs_blooms() => AnyLog.Array[0, 6].Sample(logs =>
        logs.Aggregate(Bloom.Empty, (all, log) => all.Or(Bloom.Of([log]))).Equals(Bloom.Of(logs)));

    // The keccak of 20 zero bytes begins 5380c7b7ae81: bits 0x380, 0x7b7 and 0x681.
    [Test]
    public void Sets_the_three_bits_of_the_digest()
    {
        Bloom bloom = Bloom.Empty.Add(new byte[Address.Size]);
        int[] set = [.. Enumerable.Range(0, 2048).Where(bit => (bloom.Bytes[Bloom.Size - 1 - (bit / 8)] >> (bit % 8) & 1) == 1)];
        Assert.That(set, Is.EqualTo(new[] { 0x380, 0x681, 0x7b7 }));
    }

    [Test]
    public void Surely_lacks_what_sets_another_bit() => Gen.Select(Generators.Account, Generators.Account).Sample((a, b) =>
    {
        Bloom only = Bloom.Empty.Add(a.Bytes), both = only.Add(b.Bytes);
        return only.Contains(b.Bytes) == only.Equals(both);
    });
}
