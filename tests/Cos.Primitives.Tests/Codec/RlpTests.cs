using System.Text;
using System.Text.Json;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Codec;

public sealed class RlpTests
{
    private static readonly Gen<RlpItem> Leaf = Gen.Byte.Array[0, 300].Select(b => new RlpItem(b, null));
    private static readonly Gen<RlpItem> Tree = Gen.Recursive<RlpItem>((depth, inner) =>
        depth > 4 ? Leaf : Gen.OneOf(Leaf, inner.Array[0, 4].Select(items => new RlpItem(null, items))));

    [Test]
    public void Agrees_with_every_public_vector()
    {
        int seen = 0;
        foreach ((string file, JsonProperty test) in Vectors.Under("RLPTests"))
        {
            seen++;
            JsonElement input = test.Value.GetProperty("in");
            string text = test.Value.GetProperty("out").GetString()!;
            Assert.That(Hex.TryDecode(text.StartsWith("0x", StringComparison.Ordinal) ? text : "0x" + text, out byte[] encoded), Is.True, test.Name);
            bool decodes = RlpItem.TryDecode(encoded, out RlpItem item);
            string? verdict = input.ValueKind == JsonValueKind.String ? input.GetString() : null;
            Assert.That(decodes, Is.EqualTo(verdict != "INVALID"), $"{file} {test.Name}");
            if (verdict is "VALID" or "INVALID") continue;
            Assert.That(Encode(FromJson(input)), Is.EqualTo(encoded), test.Name);
            Assert.That(Encode(item), Is.EqualTo(encoded), test.Name);
        }

        Assert.That(seen, Is.EqualTo(55));
    }

    [Test]
    public void Decodes_what_it_encodes() => Tree.Sample(tree =>
    {
        byte[] encoded = Encode(tree);
        return RlpItem.TryDecode(encoded, out RlpItem back) && Encode(back).AsSpan().SequenceEqual(encoded);
    });

    [Test]
    public void Accepts_only_canonical_bytes_and_never_throws() => Gen.Byte.Array[0, 40].Sample(bytes =>
        !RlpItem.TryDecode(bytes, out RlpItem item) || Encode(item).AsSpan().SequenceEqual(bytes), iter: 200_000);

    [Test]
    public void Never_throws_on_a_damaged_encoding() => Gen.Select(Tree, Gen.Int[0, 2_000], Gen.Byte).Sample((tree, at, with) =>
    {
        byte[] encoded = Encode(tree);
        encoded[at % encoded.Length] = with;
        return !RlpItem.TryDecode(encoded, out RlpItem item) || Encode(item).AsSpan().SequenceEqual(encoded);
    }, iter: 20_000);

    [Test]
    public void Round_trips_numbers_addresses_and_digests() =>
        Gen.Select(Gen.ULong, Generators.Small, Generators.Account, Generators.Digest).Sample((n, w, a, h) =>
        {
            RlpWriter writer = new();
            writer.StartList();
            writer.Write(n);
            writer.Write(w);
            writer.Write(a);
            writer.Write(h);
            writer.Write((Address?)null);
            writer.EndList();
            RlpReader reader = new(writer.Written);
            return reader.TryReadList(out RlpReader inner) && reader.AtEnd
                && inner.TryReadUInt64(out ulong n2) && n2 == n && inner.TryReadUInt256(out UInt256 w2) && w2 == w
                && inner.TryReadAddress(out Address a2) && a2 == a && inner.TryReadHash(out Hash256 h2) && h2 == h
                && inner.TryReadFixed(0, out _) && inner.AtEnd;
        });

    [Test]
    public void Lengths_agree_with_what_is_written() => Gen.Select(Gen.Byte.Array[0, 400], Gen.ULong).Sample((bytes, n) =>
    {
        RlpWriter writer = new();
        writer.Write(bytes);
        int first = writer.Written.Length;
        writer.Reset();
        writer.Write(n);
        return first == Rlp.LengthOf(bytes) && writer.Written.Length == Rlp.LengthOf(n);
    });

    [TestCase("0x00", Description = "a zero with a byte")]
    [TestCase("0x820001", Description = "a leading zero")]
    [TestCase("0x89010000000000000000", Description = "nine bytes")]
    [TestCase("0xc0", Description = "a list")]
    [TestCase("0x", Description = "nothing")]
    public void Refuses_numbers_that_are_not_canonical_64_bit_ones(string text)
    {
        Hex.TryDecode(text, out byte[] bytes);
        RlpReader reader = new(bytes);
        Assert.That(reader.TryReadUInt64(out _), Is.False);
        Assert.That(reader.Rest.Length, Is.EqualTo(bytes.Length), "the reader stays where it was");
    }

    [Test]
    public void Refuses_lengths_beyond_the_bytes_without_allocating()
    {
        byte[] bytes = [0xbf, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        RlpReader reader = new(bytes);
        Assert.That(reader.TryReadBytes(out _) || reader.TryReadList(out _) || reader.TrySkip(), Is.False);
    }

    [Test]
    public void Nests_only_so_deep()
    {
        RlpWriter writer = new();
        for (int i = 0; i < RlpWriter.DepthMax; i++) writer.StartList();
        Assert.Throws<InvariantBrokenException>(writer.StartList);
        Assert.Throws<InvariantBrokenException>(() => writer.ToArray());
    }

    private static byte[] Encode(RlpItem item)
    {
        RlpWriter writer = new();
        item.Write(writer);
        return writer.ToArray();
    }

    private static RlpItem FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => RlpItem.ListOf([.. json.EnumerateArray().Select(FromJson)]),
        JsonValueKind.Number => RlpItem.Of(((UInt256)json.GetUInt64()).ToBigEndianMinimal()),
        _ when json.GetString()!.StartsWith('#') => UInt256.TryParse(json.GetString().AsSpan(1), out UInt256 n)
            ? RlpItem.Of(n.ToBigEndianMinimal())
            : RlpItem.Of(System.Numerics.BigInteger.Parse(json.GetString().AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture).ToByteArray(true, true)),
        _ => RlpItem.Of(Encoding.UTF8.GetBytes(json.GetString()!)),
    };
}
