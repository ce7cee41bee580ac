using System.Collections.Immutable;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;

namespace Cos.Storage.Blocks;

/// <summary>A block's receipts with their derived fields, as one RLP list.</summary>
internal static class ReceiptListBytes
{
    public static byte[] Encode(ImmutableArray<Receipt> receipts)
    {
        var writer = new RlpWriter();
        writer.StartList();
        foreach (var receipt in receipts)
        {
            ReceiptCodec.WriteStored(receipt, writer);
        }

        writer.EndList();
        return writer.ToArray();
    }

    public static ImmutableArray<Receipt> Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new RlpReader(bytes);
        Invariant.Require(reader.TryReadList(out var list) && reader.AtEnd, "receipts in the database are one list");
        var receipts = ImmutableArray.CreateBuilder<Receipt>();
        while (!list.AtEnd)
        {
            Invariant.Require(ReceiptCodec.TryReadStored(ref list, out var receipt), "a receipt in the database decodes");
            receipts.Add(receipt);
        }

        return receipts.ToImmutable();
    }
}
