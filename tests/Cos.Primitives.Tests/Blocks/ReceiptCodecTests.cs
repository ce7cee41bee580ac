using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Blocks;

public sealed class ReceiptCodecTests
{
    private static readonly Gen<Log> AnyLog = Gen.Select(Generators.Account, Generators.Digest.Array[0, 4], Gen.Byte.Array[0, 50], (a, t, p) => new Log(a, [.. t], p));

    private static readonly Gen<Receipt> Any = Gen.Select(
        Gen.Select(Gen.Int[1, 5], Gen.Bool, Gen.ULong, AnyLog.Array[0, 4]), Gen.Select(Gen.ULong, Generators.Small, Gen.Bool, Generators.Account),
        (a, b) => new Receipt
        {
            Kind = (TransactionKind)a.Item1,
            Succeeded = a.Item2,
            CumulativeGasUsed = a.Item3,
            LogsBloom = Bloom.Of(a.Item4),
            Logs = [.. a.Item4],
            GasUsed = b.Item1,
            EffectiveGasPrice = b.Item2,
            ContractAddress = b.Item3 ? b.Item4 : null,
        });

    [Test]
    public void Reads_back_what_the_store_keeps() => Any.Sample(receipt =>
    {
        byte[] stored = Stored(receipt);
        RlpReader reader = new(stored);
        Assert.That(ReceiptCodec.TryReadStored(ref reader, out Receipt? back) && reader.AtEnd, Is.True);
        Assert.That(ReceiptCodec.Encode(back!), Is.EqualTo(ReceiptCodec.Encode(receipt)));
        Assert.That(Stored(back!), Is.EqualTo(stored));
        Assert.That((back!.GasUsed, back.EffectiveGasPrice, back.ContractAddress), Is.EqualTo((receipt.GasUsed, receipt.EffectiveGasPrice, receipt.ContractAddress)));
    });

    [Test]
    public void Never_throws_on_a_damaged_record() => Gen.Select(Any, Gen.Int[0, 1_000], Gen.Byte).Sample((receipt, at, with) =>
    {
        byte[] stored = Stored(receipt);
        stored[at % stored.Length] = with;
        RlpReader reader = new(stored);
        return !ReceiptCodec.TryReadStored(ref reader, out Receipt? back) || !reader.AtEnd || Stored(back).AsSpan().SequenceEqual(stored);
    }, iter: 5_000);

    [Test]
    public void Puts_the_type_before_the_list()
    {
        Receipt receipt = new()
        {
            Kind = TransactionKind.DynamicFee,
            Succeeded = true,
            CumulativeGasUsed = 21_000,
            LogsBloom = Bloom.Empty,
            Logs = [],
            GasUsed = 21_000,
            EffectiveGasPrice = 1,
        };
        string bloom = new('0', 512);
        Assert.That(Hex.Encode(ReceiptCodec.Encode(receipt)), Is.EqualTo($"0x02f9010801825208b90100{bloom}c0"));
        Assert.That(Hex.Encode(ReceiptCodec.Encode(receipt with { Kind = TransactionKind.Legacy, Succeeded = false })), Is.EqualTo($"0xf9010880825208b90100{bloom}c0"));
    }

    private static byte[] Stored(Receipt receipt)
    {
        RlpWriter writer = new();
        ReceiptCodec.WriteStored(receipt, writer);
        return writer.ToArray();
    }
}
