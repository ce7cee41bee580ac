using System.Collections.Immutable;
using Cos.Chain.Inbox;
using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Chain.Queries;

/// <summary>Makes the pending block on the asker's thread, once for each head and pool.</summary>
internal sealed class PendingBlocks(ChainSpec spec, ChainInbox inbox)
{
    private volatile Tuple<ulong, PendingBlock>? _newest;

    public async ValueTask<PendingBlock?> GetAsync(CancellationToken cancellation)
    {
        var plan = await inbox.PlanAsync(cancellation).ConfigureAwait(false);
        if (plan is null) return null;
        if (_newest is { } kept && kept.Item1 == plan.Generation && kept.Item2.Head.Hash == plan.Head.Hash) return kept.Item2;
        var made = Make(plan);
        _newest = Tuple.Create(plan.Generation, made);
        return made;
    }

    private PendingBlock Make(BlockPlan plan)
    {
        var draft = DraftOf(plan.Head);
        var assembly = new BlockAssembly(plan.Head.State, BlockContexts.Of(spec, draft, plan.Head.Ancestors.With(plan.Head.Number, plan.Head.Hash.Value), null));
        var taken = ImmutableArray.CreateBuilder<RecoveredTransaction>();
        foreach (var candidate in plan.Candidates)
        {
            if (assembly.TryApply(candidate, out _) is null) taken.Add(candidate);
        }

        var result = assembly.Finish();
        var header = draft with { GasUsed = result.GasUsed, LogsBloom = result.LogsBloom, ReceiptsRoot = result.ReceiptsRoot };
        return new PendingBlock(plan.Head, header, taken.ToImmutable(), result.Receipts, ViewOf(plan.Head, result.Diff));
    }

    private BlockHeader DraftOf(HeadSnapshot head) => head.Header with
    {
        ParentHash = head.Hash,
        Number = head.Number + 1,
        Timestamp = new Cos.Primitives.Schedule.TurnCalendar(spec.Dpos).TimestampOf(head.Slot + 1),
        GasLimit = HeaderRules.GasLimitToward(spec.GasLimit, head.Header.GasLimit),
        BaseFeePerGas = BaseFee.Next(spec.RulesAt(head.Number + 1), head.Header.GasUsed, head.Header.GasLimit, head.Header.BaseFeePerGas ?? UInt256.Zero),
        Coinbase = Address.Zero,
        Difficulty = UInt256.Zero,
        StateRoot = Hash256.Zero,
        ExtraBytes = default,
    };

    // Reading needs no trie: the roots stay the parent's.
    private static StateLayer ViewOf(HeadSnapshot head, StateDiff diff)
    {
        var roots = ImmutableArray.CreateRange(diff.Accounts, static change => change.After?.StorageRoot ?? Account.EmptyRoot);
        return new StateLayer(head.State, head.Number + 1, BlockHash.Zero, diff, new TrieUpdate(Hash256.Zero, [], roots));
    }
}
