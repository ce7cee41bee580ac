using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Blocks;

public sealed class HeaderCodecTests
{
    internal static readonly BlockHeader Frontier = new()
    {
        ParentHash = new BlockHash(new Hash256(Enumerable.Repeat((byte)1, 32).ToArray())),
        OmmersHash = default,
        Coinbase = Address.FromLow(7),
        StateRoot = default,
        TransactionsRoot = default,
        ReceiptsRoot = default,
        LogsBloom = Bloom.Empty,
        Difficulty = 4,
        Number = 9,
        GasLimit = 200_000_000,
        GasUsed = 21_000,
        Timestamp = 1_767_225_600,
        ExtraBytes = new byte[] { 1, 2, 3 },
        PrevRandao = default,
        Nonce = 0,
    };

    private static readonly BlockHeader London = Frontier with { BaseFeePerGas = 10_000_000_000 };
    private static readonly BlockHeader Shanghai = London with { WithdrawalsRoot = Hash256.Zero };
    private static readonly BlockHeader Cancun = Shanghai with { BlobGasUsed = 0, ExcessBlobGas = 5, ParentBeaconBlockRoot = Hash256.Zero };
    private static readonly BlockHeader Prague = Cancun with { RequestsHash = Hash256.Zero };
    private static readonly BlockHeader[] Forks = [Frontier, London, Shanghai, Cancun, Prague];

    [TestCaseSource(nameof(Forks))]
    public void Reads_back_the_header_of_each_fork(BlockHeader header)
    {
        byte[] encoded = HeaderCodec.Encode(header);
        Assert.That(HeaderCodec.TryDecode(encoded, out BlockHeader? back), Is.True);
        Assert.That(back! with { ExtraBytes = default }, Is.EqualTo(header with { ExtraBytes = default }));
        Assert.That(back.ExtraBytes.ToArray(), Is.EqualTo(header.ExtraBytes.ToArray()));
        Assert.That(HeaderCodec.Encode(back), Is.EqualTo(encoded));
    }

    [Test]
    public void Never_encodes_a_field_behind_an_absent_one()
    {
        Assert.Throws<InvariantBrokenException>(() => HeaderCodec.Encode(Frontier with { WithdrawalsRoot = Hash256.Zero }));
        Assert.Throws<InvariantBrokenException>(() => HeaderCodec.Encode(Shanghai with { BlobGasUsed = 0 }));
        Assert.Throws<InvariantBrokenException>(() => HeaderCodec.Encode(London with { BlobGasUsed = 0, ExcessBlobGas = 0, ParentBeaconBlockRoot = Hash256.Zero }));
        Assert.Throws<InvariantBrokenException>(() => HeaderCodec.Encode(Shanghai with { RequestsHash = Hash256.Zero }));
    }

    [Test]
    public void Refuses_extra_bytes_beyond_the_limit()
    {
        Assert.That(HeaderCodec.TryDecode(HeaderCodec.Encode(Prague with { ExtraBytes = new byte[HeaderExtra.EncodedBytesMax] }), out _), Is.True);
        Assert.That(HeaderCodec.TryDecode(HeaderCodec.Encode(Prague with { ExtraBytes = new byte[HeaderExtra.EncodedBytesMax + 1] }), out _), Is.False);
    }

    [Test]
    public void Accepts_only_canonical_bytes_whatever_is_damaged() => Gen.Select(Gen.Int[0, 700], Gen.Byte).Sample((at, with) =>
    {
        byte[] encoded = HeaderCodec.Encode(Prague);
        encoded[at % encoded.Length] = with;
        return !HeaderCodec.TryDecode(encoded, out BlockHeader? back) || HeaderCodec.Encode(back).AsSpan().SequenceEqual(encoded);
    }, iter: 20_000);

    [Test]
    public void Refuses_a_missing_and_an_additional_field()
    {
        RlpReader reader = new(HeaderCodec.Encode(Prague));
        Assert.That(reader.TryReadList(out RlpReader fields), Is.True);
        List<byte[]> items = [];
        while (fields.TryReadRaw(out ReadOnlySpan<byte> item)) items.Add(item.ToArray());
        for (int count = 0; count <= items.Count; count++)
        {
            bool isFork = count is 15 or 16 or 17 or 20 or 21;
            Assert.That(HeaderCodec.TryDecode(ListOf(items.Take(count)), out _), Is.EqualTo(isFork), $"{count} fields");
        }

        Assert.That(HeaderCodec.TryDecode(ListOf(items.Append([Rlp.EmptyString])), out _), Is.False);
    }

    private static byte[] ListOf(IEnumerable<byte[]> items)
    {
        RlpWriter writer = new();
        writer.StartList();
        foreach (byte[] item in items) writer.WriteRaw(item);
        writer.EndList();
        return writer.ToArray();
    }
}
