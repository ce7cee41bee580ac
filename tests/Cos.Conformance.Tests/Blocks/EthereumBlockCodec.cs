using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Transactions;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>The RLP of a block of Ethereum. The product's codec does all but the withdrawals, which it refuses: those are taken out first and put in last.</summary>
internal static class EthereumBlockCodec
{
    public static byte[] Encode(EthereumBlock block)
    {
        var withdrawals = new RlpWriter();
        withdrawals.StartList();
        foreach (var withdrawal in block.Withdrawals) withdrawal.Write(withdrawals);
        withdrawals.EndList();
        Exchange(BlockCodec.Encode(block.Core), withdrawals.Written, out _, out var encoded);
        return encoded;
    }

    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out EthereumBlock? block, out ImportFault fault)
    {
        block = null;
        fault = new ImportFault(BlockFault.Undecodable);
        ImmutableArray<Withdrawal> withdrawals = [];
        if (!BlockCodec.TryDecode(encoded, out var core, out var error))
        {
            if (error == BlockDecodeError.BadTransaction) fault = fault with { DecodeError = FirstTransactionError(encoded) };
            if (error != BlockDecodeError.HasWithdrawals) return false;
            if (!Exchange(encoded, [Rlp.EmptyList], out var list, out var without) || !TryReadAll(list, out withdrawals)) return false;
            if (!BlockCodec.TryDecode(without, out core, out _)) return false;
        }

        block = new EthereumBlock(core, withdrawals);
        return true;
    }

    // The same block with another fourth item.
    private static bool Exchange(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> withdrawals, out ReadOnlySpan<byte> old, out byte[] exchanged)
    {
        old = default;
        exchanged = [];
        var block = new RlpReader(encoded);
        if (!block.TryReadList(out var items) || !block.AtEnd) return false;
        var start = items;
        for (int i = 0; i < 3; i++)
        {
            if (!items.TrySkip()) return false;
        }

        var kept = start.Rest[..^items.Rest.Length];
        if (!items.TryReadRaw(out old) || !items.AtEnd) return false;
        var writer = new RlpWriter();
        writer.StartList();
        writer.WriteRaw(kept);
        writer.WriteRaw(withdrawals);
        writer.EndList();
        exchanged = writer.ToArray();
        return true;
    }

    private static bool TryReadAll(ReadOnlySpan<byte> encoded, out ImmutableArray<Withdrawal> withdrawals)
    {
        withdrawals = [];
        if (!new RlpReader(encoded).TryReadList(out var list)) return false;
        var read = ImmutableArray.CreateBuilder<Withdrawal>();
        while (!list.AtEnd)
        {
            if (!Withdrawal.TryRead(ref list, out var withdrawal)) return false;
            read.Add(withdrawal);
        }

        withdrawals = read.DrainToImmutable();
        return true;
    }

    // The block's codec says only that a transaction is none; the fixtures also say why.
    private static TxDecodeError FirstTransactionError(ReadOnlySpan<byte> encoded)
    {
        var error = TxDecodeError.MalformedList;
        if (!new RlpReader(encoded).TryReadList(out var items) || !items.TrySkip() || !items.TryReadList(out var list)) return error;
        while (!list.AtEnd && TransactionCodec.TryDecodeListItem(ref list, out _, out error))
        {
        }

        return error;
    }
}
