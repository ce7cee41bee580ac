using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Codec;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>A receipt's two encodings: the one that the receipts root commits to, and the store's with the derived fields.</summary>
public static class ReceiptCodec
{
    /// <summary>The consensus bytes: [type ||] rlp([status, cumulative gas, bloom, logs]) (EIP-658, EIP-2718), in a new array.</summary>
    public static byte[] Encode(Receipt receipt)
    {
        RlpWriter writer = new();
        if (receipt.Kind != TransactionKind.Legacy) writer.WriteTypeByte(TransactionCodec.TypeByte(receipt.Kind));
        writer.StartList();
        writer.Write(receipt.Succeeded ? 1UL : 0);
        writer.Write(receipt.CumulativeGasUsed);
        writer.Write(receipt.LogsBloom.Bytes);
        LogCodec.Write(receipt.Logs.AsSpan(), writer);
        writer.EndList();
        return writer.ToArray();
    }

    /// <summary>Writes the store's form: [kind, status, cumulative gas, logs, gas used, price, contract | empty]; the bloom is computed again.</summary>
    public static void WriteStored(Receipt receipt, RlpWriter writer)
    {
        writer.StartList();
        writer.Write((ulong)receipt.Kind);
        writer.Write(receipt.Succeeded ? 1UL : 0);
        writer.Write(receipt.CumulativeGasUsed);
        LogCodec.Write(receipt.Logs.AsSpan(), writer);
        writer.Write(receipt.GasUsed);
        writer.Write(receipt.EffectiveGasPrice);
        writer.Write(receipt.ContractAddress);
        writer.EndList();
    }

    /// <summary>Reads the store's form.</summary>
    public static bool TryReadStored(ref RlpReader reader, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        if (!reader.TryReadList(out RlpReader fields)) return false;
        if (!fields.TryReadUInt64(out ulong kind) || kind is 0 or > (ulong)TransactionKind.SetCode) return false;
        if (!fields.TryReadUInt64(out ulong status) || status > 1 || !fields.TryReadUInt64(out ulong cumulative)) return false;
        if (!LogCodec.TryRead(ref fields, out var logs)) return false;
        if (!fields.TryReadUInt64(out ulong used) || !fields.TryReadUInt256(out UInt256 price)) return false;
        if (!fields.TryReadBytes(out ReadOnlySpan<byte> contract) || (contract.Length != 0 && contract.Length != Address.Size) || !fields.AtEnd) return false;
        receipt = new Receipt
        {
            Kind = (TransactionKind)kind,
            Succeeded = status == 1,
            CumulativeGasUsed = cumulative,
            LogsBloom = Bloom.Of(logs.AsSpan()),
            Logs = logs,
            GasUsed = used,
            EffectiveGasPrice = price,
            ContractAddress = contract.IsEmpty ? null : new Address(contract),
        };
        return true;
    }
}
