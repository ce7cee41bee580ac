using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>A log as JSON.</summary>
internal static class LogView
{
    /// <summary>Writes a log found by a query.</summary>
    internal static void Write(JsonSink sink, LogEntry entry)
    {
        var place = new Place(entry.BlockHash, entry.BlockNumber, entry.BlockTimestamp, (ulong)entry.TransactionIndex, UInt256.Zero);
        Write(sink, entry.Log, in place, entry.TransactionHash, (ulong)entry.LogIndex, removed: false);
    }

    /// <summary>Writes a log; <paramref name="removed"/> says that its block left the canonical chain.</summary>
    internal static void Write(JsonSink sink, Log log, in Place place, TxHash transaction, ulong logIndex, bool removed)
    {
        sink.OpenObject();
        sink.Name("address"u8);
        sink.Bytes(log.Address);
        sink.Name("topics"u8);
        sink.OpenArray();
        foreach (Hash256 topic in log.Topics) sink.Bytes(in topic);
        sink.CloseArray();
        sink.Name("data"u8);
        sink.Bytes(log.Payload.Span);
        sink.Name("blockNumber"u8);
        sink.Quantity(place.BlockNumber);
        sink.Name("transactionHash"u8);
        sink.Bytes(transaction);
        sink.Name("transactionIndex"u8);
        sink.Quantity(place.Index);
        sink.Name("blockHash"u8);
        sink.Bytes(place.BlockHash);
        sink.Name("blockTimestamp"u8);
        sink.Quantity(place.Timestamp);
        sink.Name("logIndex"u8);
        sink.Quantity(logIndex);
        sink.Name("removed"u8);
        sink.Flag(removed);
        sink.CloseObject();
    }
}
