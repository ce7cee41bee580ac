using System.Buffers.Binary;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>A header's members as JSON, in an object that the caller opens and closes.</summary>
internal static class HeaderView
{
    /// <summary>Writes the members of a sealed block; null for the bloom where it is not to be shown.</summary>
    internal static void WriteMembers(JsonSink sink, BlockHeader header, BlockHash hash, bool showsBloom = true)
    {
        sink.Name("hash"u8);
        sink.Bytes(hash);
        sink.Name("miner"u8);
        sink.Bytes(header.Coinbase);
        sink.Name("nonce"u8);
        Span<byte> nonce = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, header.Nonce);
        sink.Bytes(nonce);
        WriteKnownMembers(sink, header, showsBloom);
    }

    /// <summary>Writes the members of a block that is still to be made: what only sealing tells is null.</summary>
    internal static void WritePendingMembers(JsonSink sink, BlockHeader header)
    {
        sink.Name("hash"u8);
        sink.Null();
        sink.Name("miner"u8);
        sink.Null();
        sink.Name("nonce"u8);
        sink.Null();
        WriteKnownMembers(sink, header, showsBloom: true);
    }

    private static void WriteKnownMembers(JsonSink sink, BlockHeader header, bool showsBloom)
    {
        sink.Name("logsBloom"u8);
        if (showsBloom) sink.Bytes(header.LogsBloom.Bytes);
        else sink.Null();
        sink.Name("stateRoot"u8);
        sink.Bytes(header.StateRoot);
        sink.Name("receiptsRoot"u8);
        sink.Bytes(header.ReceiptsRoot);
        sink.Name("transactionsRoot"u8);
        sink.Bytes(header.TransactionsRoot);
        sink.Name("extraData"u8);
        sink.Bytes(header.ExtraBytes.Span);
        sink.Name("mixHash"u8);
        sink.Bytes(header.PrevRandao);
        sink.Name("number"u8);
        sink.Quantity(header.Number);
        sink.Name("parentHash"u8);
        sink.Bytes(header.ParentHash);
        sink.Name("sha3Uncles"u8);
        sink.Bytes(header.OmmersHash);
        sink.Name("difficulty"u8);
        sink.Quantity(header.Difficulty);
        sink.Name("gasLimit"u8);
        sink.Quantity(header.GasLimit);
        sink.Name("gasUsed"u8);
        sink.Quantity(header.GasUsed);
        sink.Name("timestamp"u8);
        sink.Quantity(header.Timestamp);
        if (header.BaseFeePerGas is { } baseFee)
        {
            sink.Name("baseFeePerGas"u8);
            sink.Quantity(baseFee);
        }

        WriteHash(sink, "withdrawalsRoot"u8, header.WithdrawalsRoot);
        WriteQuantity(sink, "blobGasUsed"u8, header.BlobGasUsed);
        WriteQuantity(sink, "excessBlobGas"u8, header.ExcessBlobGas);
        WriteHash(sink, "parentBeaconBlockRoot"u8, header.ParentBeaconBlockRoot);
        WriteHash(sink, "requestsHash"u8, header.RequestsHash);
    }

    private static void WriteHash(JsonSink sink, ReadOnlySpan<byte> name, Hash256? hash)
    {
        if (hash is not { } known) return;
        sink.Name(name);
        sink.Bytes(in known);
    }

    private static void WriteQuantity(JsonSink sink, ReadOnlySpan<byte> name, ulong? quantity)
    {
        if (quantity is not { } known) return;
        sink.Name(name);
        sink.Quantity(known);
    }
}
