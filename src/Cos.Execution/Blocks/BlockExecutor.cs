using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Execution.Blocks;

/// <summary>The first of the two functions: what a block's transactions make of its parent's state.</summary>
public static class BlockExecutor
{
    /// <summary>Executes a block. The same inputs give the same result on every machine.</summary>
    public static BlockResult Execute(IStateView parent, BlockContext context, ReadOnlySpan<RecoveredTransaction> transactions) =>
        Execute(parent, context, transactions, new Workspace());

    /// <summary>Executes a block with the machine's frames and analysed code of earlier ones; they change nothing but the time taken.</summary>
    public static BlockResult Execute(IStateView parent, BlockContext context, ReadOnlySpan<RecoveredTransaction> transactions, Workspace workspace)
    {
        var assembly = new BlockAssembly(parent, context, workspace);
        for (int i = 0; i < transactions.Length; i++)
        {
            if (assembly.TryApply(transactions[i], out _) is { } rejection) return Invalid(i, rejection);
        }

        return assembly.Finish();
    }

    private static BlockResult Invalid(int index, TxRejection rejection) => new()
    {
        Invalid = new InvalidTransaction(index, rejection),
        Diff = StateDiff.None,
        Receipts = [],
        ReceiptsRoot = Account.EmptyRoot,
        LogsBloom = Bloom.Empty,
        GasUsed = 0,
        BlobGasUsed = 0,
        Fees = default,
    };
}
