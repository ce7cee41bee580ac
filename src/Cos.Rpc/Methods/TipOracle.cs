using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Rpc.Methods;

/// <summary>Suggests a tip: what the newest transactions paid at the 60th percentile, or a small part of the least base fee where none did. Computed once a head.</summary>
internal sealed class TipOracle(ChainQueries queries)
{
    private const int BlocksSampled = 20;
    private const int TransactionsSampledMax = 100;
    private const int PercentileWanted = 60;
    private const ulong FloorFraction = 100;
    private volatile Suggestion? _last;

    /// <summary>Wei a gas.</summary>
    internal UInt256 Suggest()
    {
        HeadSnapshot head = queries.Head;
        if (_last is { } known && known.Head == head.Hash) return known.Tip;
        UInt256 tip = Compute(head);
        _last = new Suggestion(head.Hash, tip);
        return tip;
    }

    /// <summary>What a mined transaction paid above the base fee.</summary>
    internal static UInt256 TipOf(Receipt receipt, BlockHeader header) =>
        UInt256.TrySubtract(receipt.EffectiveGasPrice, header.BaseFeePerGas ?? UInt256.Zero, out UInt256 tip) ? tip : UInt256.Zero;

    private UInt256 Compute(HeadSnapshot head)
    {
        var tips = new List<UInt256>();
        ExecutedBlock? block = head.Block;
        for (int i = 0; i < BlocksSampled && block is not null && tips.Count < TransactionsSampledMax; i++)
        {
            foreach (Receipt receipt in block.Receipts)
            {
                if (tips.Count < TransactionsSampledMax) tips.Add(TipOf(receipt, block.Header));
            }

            if (block.Number == 0 || !queries.TryGetBlock(block.Header.ParentHash, out block)) break;
        }

        UInt256 least = UInt256.Divide(queries.Spec.Rules.BaseFeeFloor, FloorFraction);
        if (least.IsZero) least = UInt256.One;
        if (tips.Count == 0) return least;
        tips.Sort();
        UInt256 paid = tips[(tips.Count - 1) * PercentileWanted / 100];
        return paid > least ? paid : least;
    }

    private sealed record Suggestion(BlockHash Head, UInt256 Tip);
}
