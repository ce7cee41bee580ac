using Cos.Chain.Import;
using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>Blocks and transactions in the shapes that Otterscan reads: no blooms, no logs, input no longer than a selector where lists need no more.</summary>
internal static class OtterscanView
{
    private const int SelectorBytes = 4;

    /// <summary>Writes a block without transactions, what was issued for it (nothing: credit is never made), and what its transactions paid.</summary>
    internal static void WriteDetails(JsonSink sink, ExecutedBlock block)
    {
        sink.OpenObject();
        sink.Name("block"u8);
        OpenBlock(sink, block);
        sink.CloseObject();
        sink.Name("issuance"u8);
        sink.OpenObject();
        sink.Name("blockReward"u8);
        sink.Quantity(0UL);
        sink.Name("uncleReward"u8);
        sink.Quantity(0UL);
        sink.Name("issuance"u8);
        sink.Quantity(0UL);
        sink.CloseObject();
        sink.Name("totalFees"u8);
        sink.Quantity(FeesOf(block));
        sink.CloseObject();
    }

    /// <summary>Writes a block with a range of its transactions, and their receipts.</summary>
    internal static void WritePage(JsonSink sink, ExecutedBlock block, int start, int end)
    {
        sink.OpenObject();
        sink.Name("fullblock"u8);
        OpenBlock(sink, block);
        sink.Name("transactions"u8);
        sink.OpenArray();
        for (int i = start; i < end; i++) WriteTransaction(sink, block, i, SelectorBytes);
        sink.CloseArray();
        sink.CloseObject();
        sink.Name("receipts"u8);
        sink.OpenArray();
        for (int i = start; i < end; i++) ReceiptView.WriteBrief(sink, block, i);
        sink.CloseArray();
        sink.CloseObject();
    }

    /// <summary>Writes what a search found: transactions and receipts already written, in order.</summary>
    internal static void WriteFound(JsonSink sink, List<(byte[] Transaction, byte[] Receipt)> found, bool isFirstPage, bool isLastPage)
    {
        sink.OpenObject();
        sink.Name("txs"u8);
        sink.OpenArray();
        foreach (var (transaction, _) in found) sink.Raw(transaction);
        sink.CloseArray();
        sink.Name("receipts"u8);
        sink.OpenArray();
        foreach (var (_, receipt) in found) sink.Raw(receipt);
        sink.CloseArray();
        sink.Name("firstPage"u8);
        sink.Flag(isFirstPage);
        sink.Name("lastPage"u8);
        sink.Flag(isLastPage);
        sink.CloseObject();
    }

    /// <summary>Writes a transaction of a block and its receipt, each for itself.</summary>
    internal static (byte[] Transaction, byte[] Receipt) Item(ExecutedBlock block, int index)
    {
        using var sink = new JsonSink();
        WriteTransaction(sink, block, index, int.MaxValue);
        byte[] transaction = sink.WrittenSpan.ToArray();
        sink.Truncate(0);
        ReceiptView.WriteBrief(sink, block, index);
        return (transaction, sink.WrittenSpan.ToArray());
    }

    private static void OpenBlock(JsonSink sink, ExecutedBlock block)
    {
        sink.OpenObject();
        HeaderView.WriteMembers(sink, block.Header, block.Hash, showsBloom: false);
        sink.Name("size"u8);
        sink.Quantity((ulong)BlockBytes.Of(block.Block));
        sink.Name("transactionCount"u8);
        sink.Number(block.Block.Transactions.Length);
        sink.Name("uncles"u8);
        sink.OpenArray();
        sink.CloseArray();
        sink.Name("withdrawals"u8);
        sink.OpenArray();
        sink.CloseArray();
    }

    private static void WriteTransaction(JsonSink sink, ExecutedBlock block, int index, int inputBytesMax)
    {
        var place = new Place(block.Hash, block.Number, block.Header.Timestamp, (ulong)index, block.Receipts[index].EffectiveGasPrice);
        TransactionView.Write(sink, block.Block.Transactions[index], block.Senders[index], place, inputBytesMax);
    }

    private static UInt256 FeesOf(ExecutedBlock block)
    {
        UInt256 fees = UInt256.Zero;
        foreach (Receipt receipt in block.Receipts) fees += receipt.EffectiveGasPrice * (UInt256)receipt.GasUsed;
        return fees;
    }
}
