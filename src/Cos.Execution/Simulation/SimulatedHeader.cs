using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Execution.Simulation;

/// <summary>The header of a simulated block: nobody sealed it, so weight, extra data and PREVRANDAO are empty unless pretended.</summary>
internal static class SimulatedHeader
{
    /// <summary>What is known before the block's calls run.</summary>
    internal static BlockHeader Draft(ChainRules rules, BlockHeader parent, in BlockHash parentHash, BlockOverrides pretended, bool validates) => new()
    {
        ParentHash = parentHash,
        OmmersHash = BlockRoots.NoOmmers,
        Coinbase = pretended.Coinbase ?? parent.Coinbase,
        StateRoot = default,
        TransactionsRoot = Account.EmptyRoot,
        ReceiptsRoot = Account.EmptyRoot,
        LogsBloom = Bloom.Empty,
        Difficulty = UInt256.Zero,
        Number = pretended.Number ?? parent.Number,
        GasLimit = pretended.GasLimit ?? parent.GasLimit,
        GasUsed = 0,
        Timestamp = pretended.Timestamp ?? parent.Timestamp,
        ExtraBytes = default,
        PrevRandao = pretended.PrevRandao ?? Hash256.Zero,
        Nonce = 0,
        BaseFeePerGas = pretended.BaseFee ?? (validates ? NextBaseFee(rules, parent) : UInt256.Zero),
        WithdrawalsRoot = Account.EmptyRoot,
        BlobGasUsed = 0,
        ExcessBlobGas = 0,
        ParentBeaconBlockRoot = Hash256.Zero,
        RequestsHash = BlockRoots.NoRequests,
    };

    /// <summary>The header with what the calls led to.</summary>
    internal static BlockHeader Close(BlockHeader draft, in Hash256 stateRoot, ImmutableArray<Transaction> transactions, ImmutableArray<Receipt> receipts, ulong gasUsed)
    {
        var bloom = Bloom.Empty;
        foreach (var receipt in receipts) bloom = bloom.Or(receipt.LogsBloom);
        return draft with
        {
            StateRoot = stateRoot,
            TransactionsRoot = BlockRoots.OfTransactions(transactions.AsSpan()),
            ReceiptsRoot = BlockRoots.OfReceipts(receipts.AsSpan()),
            LogsBloom = bloom,
            GasUsed = gasUsed,
        };
    }

    private static UInt256 NextBaseFee(ChainRules rules, BlockHeader parent) =>
        BaseFee.Next(rules, parent.GasUsed, parent.GasLimit, parent.BaseFeePerGas ?? UInt256.Zero);
}
