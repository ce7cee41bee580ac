using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Codec;
using Cos.Primitives.Transactions;

namespace Cos.Primitives.Blocks;

/// <summary>The RLP of a block: [header, transactions, ommers, withdrawals], the last two empty; withdrawals only where the header has their root.</summary>
public static class BlockCodec
{
    /// <summary>Encodes in a new array.</summary>
    public static byte[] Encode(Block block)
    {
        RlpWriter writer = new();
        writer.StartList();
        HeaderCodec.Write(block.Header, writer);
        writer.StartList();
        foreach (Transaction transaction in block.Transactions) TransactionCodec.EncodeListItem(transaction, writer);
        writer.EndList();
        writer.WriteRaw([Rlp.EmptyList]);
        if (block.Header.WithdrawalsRoot is not null) writer.WriteRaw([Rlp.EmptyList]);
        writer.EndList();
        return writer.ToArray();
    }

    /// <summary>Decodes one block that fills <paramref name="encoded"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Block? block, out BlockDecodeError error)
    {
        block = null;
        RlpReader reader = new(encoded);
        if (!reader.TryReadList(out RlpReader items)) return Fail(BlockDecodeError.MalformedList, out error);
        if (!reader.AtEnd) return Fail(BlockDecodeError.TrailingBytes, out error);
        if (!HeaderCodec.TryRead(ref items, out BlockHeader? header)) return Fail(BlockDecodeError.BadHeader, out error);
        if (!items.TryReadList(out RlpReader list)) return Fail(BlockDecodeError.MalformedList, out error);
        if (!TryReadTransactions(ref list, out ImmutableArray<Transaction> transactions)) return Fail(BlockDecodeError.BadTransaction, out error);
        if (!items.TryReadList(out RlpReader ommers)) return Fail(BlockDecodeError.MalformedList, out error);
        if (!ommers.AtEnd) return Fail(BlockDecodeError.HasOmmers, out error);
        if (header.WithdrawalsRoot is not null)
        {
            if (!items.TryReadList(out RlpReader withdrawals)) return Fail(BlockDecodeError.MalformedList, out error);
            if (!withdrawals.AtEnd) return Fail(BlockDecodeError.HasWithdrawals, out error);
        }

        if (!items.AtEnd) return Fail(BlockDecodeError.MalformedList, out error);
        block = new Block(header, transactions);
        error = BlockDecodeError.Unspecified;
        return true;
    }

    private static bool TryReadTransactions(ref RlpReader list, out ImmutableArray<Transaction> transactions)
    {
        transactions = [];
        var read = ImmutableArray.CreateBuilder<Transaction>();
        while (!list.AtEnd)
        {
            if (!TransactionCodec.TryDecodeListItem(ref list, out Transaction? transaction, out _)) return false;
            read.Add(transaction);
        }

        transactions = read.DrainToImmutable();
        return true;
    }

    private static bool Fail(BlockDecodeError reason, out BlockDecodeError error)
    {
        error = reason;
        return false;
    }
}
