using System.Collections.Immutable;
using Cos.Chain.Pool;
using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Production;

/// <summary>Reads off the pool what the next block would hold.</summary>
internal static class PlanOf
{
    // A pending block is for looking at: no more is executed for it than this much gas by the transactions' limits.
    private const ulong GasMax = 30_000_000;

    public static BlockPlan Pool(HeadSnapshot head, TransactionPool pool, in UInt256 baseFee, ulong blockGasLimit)
    {
        var candidates = ImmutableArray.CreateBuilder<RecoveredTransaction>();
        ulong room = Math.Min(blockGasLimit, GasMax);
        var selection = pool.Select(baseFee);
        while (selection.TryPeek(out var entry))
        {
            if (entry.Transaction.GasLimit > room)
            {
                selection.SkipSender();
                continue;
            }

            room -= entry.Transaction.GasLimit;
            candidates.Add(entry.Recovered);
            selection.Take();
        }

        return new BlockPlan(head, pool.Generation, candidates.ToImmutable());
    }
}
