using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>A receipt as JSON.</summary>
internal static class ReceiptView
{
    /// <summary>Writes the receipt at a place of a block; its first log is the block's <paramref name="firstLog"/>th.</summary>
    internal static void Write(JsonSink sink, ExecutedBlock block, int index, ulong firstLog)
    {
        sink.OpenObject();
        WriteMembers(sink, block, index);
        Receipt receipt = block.Receipts[index];
        var place = new Place(block.Hash, block.Number, block.Header.Timestamp, (ulong)index, receipt.EffectiveGasPrice);
        sink.Name("logs"u8);
        sink.OpenArray();
        for (int i = 0; i < receipt.Logs.Length; i++) LogView.Write(sink, receipt.Logs[i], in place, block.Block.Transactions[index].Hash, firstLog + (ulong)i, removed: false);
        sink.CloseArray();
        sink.Name("logsBloom"u8);
        sink.Bytes(receipt.LogsBloom.Bytes);
        sink.CloseObject();
    }

    /// <summary>Writes the receipt at a place of a block as Otterscan lists it: with the block's time, without its logs.</summary>
    internal static void WriteBrief(JsonSink sink, ExecutedBlock block, int index)
    {
        sink.OpenObject();
        WriteMembers(sink, block, index);
        sink.Name("logs"u8);
        sink.Null();
        sink.Name("logsBloom"u8);
        sink.Null();
        sink.Name("timestamp"u8);
        sink.Number((long)block.Header.Timestamp);
        sink.CloseObject();
    }

    private static void WriteMembers(JsonSink sink, ExecutedBlock block, int index)
    {
        Receipt receipt = block.Receipts[index];
        Transaction transaction = block.Block.Transactions[index];
        Address sender = block.Senders[index];
        sink.Name("blockHash"u8);
        sink.Bytes(block.Hash);
        sink.Name("blockNumber"u8);
        sink.Quantity(block.Number);
        sink.Name("contractAddress"u8);
        if (receipt.ContractAddress is { } created) sink.Bytes(in created);
        else sink.Null();
        sink.Name("cumulativeGasUsed"u8);
        sink.Quantity(receipt.CumulativeGasUsed);
        sink.Name("effectiveGasPrice"u8);
        sink.Quantity(receipt.EffectiveGasPrice);
        sink.Name("from"u8);
        sink.Bytes(in sender);
        sink.Name("gasUsed"u8);
        sink.Quantity(receipt.GasUsed);
        sink.Name("status"u8);
        sink.Quantity(receipt.Succeeded ? 1UL : 0UL);
        TransactionView.WriteCallee(sink, transaction.To);
        sink.Name("transactionHash"u8);
        sink.Bytes(transaction.Hash);
        sink.Name("transactionIndex"u8);
        sink.Quantity((ulong)index);
        sink.Name("type"u8);
        sink.Quantity((ulong)receipt.Kind - 1);
    }
}
