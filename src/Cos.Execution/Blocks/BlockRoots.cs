using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Trie;

namespace Cos.Execution.Blocks;

/// <summary>The header's roots over lists, and the constants that an Osaka header without ommers, withdrawals and requests holds.</summary>
public static class BlockRoots
{
    /// <summary>Hash of the empty ommer list.</summary>
    public static readonly Hash256 NoOmmers = new(Convert.FromHexString("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"));

    /// <summary>EIP-7685: SHA-256 of nothing.</summary>
    public static readonly Hash256 NoRequests = new(Convert.FromHexString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));

    /// <summary>Root of the transactions' trie.</summary>
    public static Hash256 OfTransactions(ReadOnlySpan<Transaction> transactions)
    {
        var items = new ReadOnlyMemory<byte>[transactions.Length];
        for (int i = 0; i < items.Length; i++) items[i] = transactions[i].Encoded;
        return ListRoot.Of(items);
    }

    /// <summary>Root of the receipts' trie.</summary>
    public static Hash256 OfReceipts(ReadOnlySpan<Receipt> receipts)
    {
        var items = new ReadOnlyMemory<byte>[receipts.Length];
        for (int i = 0; i < items.Length; i++) items[i] = ReceiptCodec.Encode(receipts[i]);
        return ListRoot.Of(items);
    }
}
