using System.Collections.Immutable;
using Cos.Chain.Forks;
using Cos.Chain.Pool;
using Cos.Chain.Queries;
using Cos.Consensus.Dpos;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.State.Trie;
using Cos.Vm;

namespace Cos.Chain.Import;

/// <summary>Executes a block whose header is in order, and holds the result against what the header commits to.</summary>
internal static class BlockExecution
{
    /// <summary>Whether the body is the one that the header commits to: only a block with such a body may condemn its hash.</summary>
    public static BlockRejection? CheckBody(ChainSpec spec, Block block)
    {
        if (BlockBytes.Of(block) > spec.RulesAt(block.Header.Number).BlockBytesMax) return BlockRejection.Oversized;
        return BlockRoots.OfTransactions(block.Transactions.AsSpan()) == block.Header.TransactionsRoot ? null : BlockRejection.WrongTransactionsRoot;
    }

    /// <summary>Recovers senders, executes, and computes the state root.</summary>
    public static BlockRejection? Run(
        ChainSpec spec, DposChain chain, Block block, HeaderExtra extra, BlockNode parent, PoolIndex pool, Workspace workspace, out BlockOutcome? outcome)
    {
        outcome = null;
        if (!SenderJoin.TryRecover(block.Transactions, pool, out var recovered)) return BlockRejection.BadTransactionSignature;
        var hooks = BlockContexts.Hooks(chain, block.Header, extra, parent.Header, parent.Slot);
        var ancestors = parent.Ancestors.With(parent.Number, parent.Hash.Value);
        var result = BlockExecutor.Execute(parent.State, BlockContexts.Of(spec, block.Header, ancestors, hooks), recovered, workspace);
        if (result.Invalid is not null) return BlockRejection.InvalidTransaction;
        var update = StateTrie.Apply(parent.State, parent.State.StateRoot, result.Diff);
        outcome = new BlockOutcome(result, update, ImmutableArray.CreateRange(recovered.Select(static one => one.Sender)));
        return null;
    }

    /// <summary>Holds an outcome against the header.</summary>
    public static BlockRejection? Compare(BlockHeader header, BlockOutcome outcome)
    {
        if (header.GasUsed != outcome.Result.GasUsed) return BlockRejection.WrongGasUsed;
        if (header.ReceiptsRoot != outcome.Result.ReceiptsRoot) return BlockRejection.WrongReceiptsRoot;
        if (!header.LogsBloom.Equals(outcome.Result.LogsBloom)) return BlockRejection.WrongLogsBloom;
        return header.StateRoot == outcome.Update.Root ? null : BlockRejection.WrongStateRoot;
    }
}
