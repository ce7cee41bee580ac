using Cos.Chain.Import;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>A block as JSON, with its transactions or only their hashes.</summary>
internal static class BlockView
{
    /// <summary>Writes a block with the hashes of its transactions.</summary>
    internal static void WriteHashes(JsonSink sink, ExecutedBlock block)
    {
        Open(sink, block);
        foreach (Transaction transaction in block.Block.Transactions) sink.Bytes(transaction.Hash);
        Close(sink);
    }

    /// <summary>Writes a block with its transactions, and where in the sink each of them begins and the last ends.</summary>
    internal static void WriteFull(JsonSink sink, ExecutedBlock block, Span<int> marks)
    {
        Open(sink, block);
        for (int i = 0; i < block.Block.Transactions.Length; i++)
        {
            marks[i] = sink.Length;
            WriteTransaction(sink, block, i);
        }

        marks[^1] = sink.Length;
        Close(sink);
    }

    /// <summary>Writes a block's members into an object that the caller opens and closes.</summary>
    internal static void WriteMembers(JsonSink sink, ExecutedBlock block, bool full)
    {
        OpenMembers(sink, block);
        for (int i = 0; i < block.Block.Transactions.Length; i++)
        {
            if (full) WriteTransaction(sink, block, i);
            else sink.Bytes(block.Block.Transactions[i].Hash);
        }

        CloseMembers(sink);
    }

    /// <summary>Writes the receipts of a block as an array, and where in the sink each of them begins and the last ends.</summary>
    internal static void WriteReceipts(JsonSink sink, ExecutedBlock block, Span<int> marks)
    {
        sink.OpenArray();
        ulong firstLog = 0;
        for (int i = 0; i < block.Receipts.Length; i++)
        {
            marks[i] = sink.Length;
            ReceiptView.Write(sink, block, i, firstLog);
            firstLog += (ulong)block.Receipts[i].Logs.Length;
        }

        marks[^1] = sink.Length;
        sink.CloseArray();
    }

    /// <summary>Writes the block that would be made now.</summary>
    internal static void WritePending(JsonSink sink, PendingBlock pending, bool full)
    {
        sink.OpenObject();
        HeaderView.WritePendingMembers(sink, pending.Header);
        var block = new Block(pending.Header, [.. pending.Transactions.Select(transaction => transaction.Transaction)]);
        sink.Name("size"u8);
        sink.Quantity((ulong)BlockBytes.Of(block));
        sink.Name("transactions"u8);
        sink.OpenArray();
        foreach (RecoveredTransaction transaction in pending.Transactions)
        {
            if (full) TransactionView.Write(sink, transaction.Transaction, transaction.Sender, null);
            else sink.Bytes(transaction.Transaction.Hash);
        }

        Close(sink);
    }

    private static void WriteTransaction(JsonSink sink, ExecutedBlock block, int index)
    {
        var place = new Place(block.Hash, block.Number, block.Header.Timestamp, (ulong)index, block.Receipts[index].EffectiveGasPrice);
        TransactionView.Write(sink, block.Block.Transactions[index], block.Senders[index], place);
    }

    private static void Open(JsonSink sink, ExecutedBlock block)
    {
        sink.OpenObject();
        OpenMembers(sink, block);
    }

    private static void OpenMembers(JsonSink sink, ExecutedBlock block)
    {
        HeaderView.WriteMembers(sink, block.Header, block.Hash);
        sink.Name("size"u8);
        sink.Quantity((ulong)BlockBytes.Of(block.Block));
        sink.Name("transactions"u8);
        sink.OpenArray();
    }

    private static void Close(JsonSink sink)
    {
        CloseMembers(sink);
        sink.CloseObject();
    }

    private static void CloseMembers(JsonSink sink)
    {
        sink.CloseArray();
        sink.Name("uncles"u8);
        sink.OpenArray();
        sink.CloseArray();
        sink.Name("withdrawals"u8);
        sink.OpenArray();
        sink.CloseArray();
    }
}
