using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>A transaction as JSON, mined or waiting.</summary>
internal static class TransactionView
{
    /// <summary>Writes one; without a place it waits in the pool and shows its fee cap as its gas price.</summary>
    internal static void Write(JsonSink sink, Transaction transaction, in Address sender, in Place? place) => Write(sink, transaction, in sender, in place, int.MaxValue);

    /// <summary>The same with no more of its input than <paramref name="inputBytesMax"/>.</summary>
    internal static void Write(JsonSink sink, Transaction transaction, in Address sender, in Place? place, int inputBytesMax)
    {
        sink.OpenObject();
        WritePlace(sink, in place);
        sink.Name("from"u8);
        sink.Bytes(in sender);
        sink.Name("gas"u8);
        sink.Quantity(transaction.GasLimit);
        sink.Name("gasPrice"u8);
        sink.Quantity(place is { } mined ? mined.GasPrice : transaction.MaxFeePerGas);
        if (transaction.Kind is TransactionKind.DynamicFee or TransactionKind.Blob or TransactionKind.SetCode)
        {
            sink.Name("maxFeePerGas"u8);
            sink.Quantity(transaction.MaxFeePerGas);
            sink.Name("maxPriorityFeePerGas"u8);
            sink.Quantity(transaction.MaxPriorityFeePerGas);
        }

        sink.Name("hash"u8);
        sink.Bytes(transaction.Hash);
        sink.Name("input"u8);
        sink.Bytes(transaction.Input.Span[..Math.Min(transaction.Input.Length, inputBytesMax)]);
        sink.Name("nonce"u8);
        sink.Quantity(transaction.Nonce);
        WriteCallee(sink, transaction.To);
        sink.Name("transactionIndex"u8);
        if (place is { } at) sink.Quantity(at.Index);
        else sink.Null();
        sink.Name("value"u8);
        sink.Quantity(transaction.Value);
        sink.Name("type"u8);
        sink.Quantity((ulong)transaction.Kind - 1);
        WriteTyped(sink, transaction);
        WriteSignature(sink, transaction);
        sink.CloseObject();
    }

    /// <summary>Writes an access list as an array.</summary>
    internal static void WriteAccessList(JsonSink sink, ReadOnlySpan<AccessListEntry> entries)
    {
        sink.OpenArray();
        Span<byte> word = stackalloc byte[UInt256.Size];
        foreach (AccessListEntry entry in entries)
        {
            sink.OpenObject();
            sink.Name("address"u8);
            sink.Bytes(entry.Address);
            sink.Name("storageKeys"u8);
            sink.OpenArray();
            foreach (UInt256 slot in entry.Slots)
            {
                slot.WriteBigEndian(word);
                sink.Bytes(word);
            }

            sink.CloseArray();
            sink.CloseObject();
        }

        sink.CloseArray();
    }

    /// <summary>Writes "to": an address, or null for a creation.</summary>
    internal static void WriteCallee(JsonSink sink, Address? to)
    {
        sink.Name("to"u8);
        if (to is { } callee) sink.Bytes(in callee);
        else sink.Null();
    }

    private static void WritePlace(JsonSink sink, in Place? place)
    {
        sink.Name("blockHash"u8);
        if (place is { } mined)
        {
            sink.Bytes(mined.BlockHash);
            sink.Name("blockNumber"u8);
            sink.Quantity(mined.BlockNumber);
            sink.Name("blockTimestamp"u8);
            sink.Quantity(mined.Timestamp);
            return;
        }

        sink.Null();
        sink.Name("blockNumber"u8);
        sink.Null();
        sink.Name("blockTimestamp"u8);
        sink.Null();
    }

    private static void WriteTyped(JsonSink sink, Transaction transaction)
    {
        if (transaction.Kind != TransactionKind.Legacy)
        {
            sink.Name("accessList"u8);
            WriteAccessList(sink, transaction.AccessList.AsSpan());
        }

        if (transaction.ChainId is { } chainId)
        {
            sink.Name("chainId"u8);
            sink.Quantity(chainId);
        }

        if (transaction.Kind == TransactionKind.Blob) WriteBlobs(sink, transaction);
        if (transaction.Kind == TransactionKind.SetCode) WriteAuthorizations(sink, transaction);
    }

    private static void WriteBlobs(JsonSink sink, Transaction transaction)
    {
        sink.Name("maxFeePerBlobGas"u8);
        sink.Quantity(transaction.MaxFeePerBlobGas);
        sink.Name("blobVersionedHashes"u8);
        sink.OpenArray();
        foreach (Hash256 hash in transaction.BlobVersionedHashes) sink.Bytes(in hash);
        sink.CloseArray();
    }

    private static void WriteAuthorizations(JsonSink sink, Transaction transaction)
    {
        sink.Name("authorizationList"u8);
        sink.OpenArray();
        foreach (Authorization authorization in transaction.AuthorizationList)
        {
            sink.OpenObject();
            sink.Name("chainId"u8);
            sink.Quantity(authorization.ChainId);
            sink.Name("address"u8);
            sink.Bytes(authorization.Target);
            sink.Name("nonce"u8);
            sink.Quantity(authorization.Nonce);
            sink.Name("yParity"u8);
            sink.Quantity(authorization.Signature.V);
            sink.Name("r"u8);
            sink.Quantity(authorization.Signature.R);
            sink.Name("s"u8);
            sink.Quantity(authorization.Signature.S);
            sink.CloseObject();
        }

        sink.CloseArray();
    }

    private static void WriteSignature(JsonSink sink, Transaction transaction)
    {
        sink.Name("v"u8);
        sink.Quantity(transaction.Signature.V);
        sink.Name("r"u8);
        sink.Quantity(transaction.Signature.R);
        sink.Name("s"u8);
        sink.Quantity(transaction.Signature.S);
        if (transaction.Kind == TransactionKind.Legacy) return;
        sink.Name("yParity"u8);
        sink.Quantity(transaction.Signature.V);
    }
}
