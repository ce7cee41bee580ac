using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;

namespace Cos.Chain.Import;

/// <summary>The length of a block's RLP (EIP-7934), summed from the lengths its transactions know, without encoding it again.</summary>
public static class BlockBytes
{
    /// <summary>Room that production leaves for the header and the lists around it.</summary>
    public const int HeaderRoom = 16 * 1024;

    /// <summary>The length of a whole block.</summary>
    public static long Of(Block block)
    {
        long body = 0;
        foreach (var transaction in block.Transactions) body += ItemLength(transaction);
        long payload = HeaderCodec.Encode(block.Header).Length + PrefixedLength(body) + (block.Header.WithdrawalsRoot is null ? 1 : 2); // ommers and withdrawals: empty lists
        return PrefixedLength(payload);
    }

    /// <summary>A transaction's bytes in a block: a legacy one is a list as it is, a typed one a byte string.</summary>
    public static long ItemLength(Transaction transaction) =>
        transaction.Kind == TransactionKind.Legacy ? transaction.EncodedLength : PrefixedLength(transaction.EncodedLength);

    // Lists and byte strings longer than one byte have prefixes of the same length.
    private static long PrefixedLength(long payload)
    {
        if (payload < 56) return payload + 1;
        int lengthBytes = 0;
        for (long rest = payload; rest > 0; rest >>= 8) lengthBytes++;
        return payload + 1 + lengthBytes;
    }
}
