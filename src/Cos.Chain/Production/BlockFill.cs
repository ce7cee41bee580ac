using System.Collections.Immutable;
using Cos.Chain.Import;
using Cos.Chain.Pool;
using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;

namespace Cos.Chain.Production;

/// <summary>Puts the pool's best transactions into a block until it is full or time is up.</summary>
internal static class BlockFill
{
    // Ethereum's price of the cheapest transaction: with less gas left, none fits.
    private const ulong CheapestGas = 21_000;

    // Senders in a row whose next transaction does not fit any more, after which the block counts as full.
    private const int MisfitsMax = 64;

    /// <summary>Fills an assembly; gives what went in, in order.</summary>
    /// <param name="assembly">The block so far.</param>
    /// <param name="pool">Where transactions come from; the unfit are removed from it after.</param>
    /// <param name="rules">The rules at the block's height.</param>
    /// <param name="context">The block's context.</param>
    /// <param name="isTimeUp">Asked before each transaction.</param>
    public static ImmutableArray<RecoveredTransaction> Run(
        BlockAssembly assembly, TransactionPool pool, ChainRules rules, BlockContext context, Func<bool> isTimeUp)
    {
        var taken = ImmutableArray.CreateBuilder<RecoveredTransaction>();
        var unfit = new List<PoolEntry>();
        var selection = pool.Select(context.BaseFee);
        long room = rules.BlockBytesMax - BlockBytes.HeaderRoom;
        int misfits = 0;
        while (assembly.GasLeft >= CheapestGas && misfits < MisfitsMax && selection.TryPeek(out var entry) && !isTimeUp())
        {
            long bytes = BlockBytes.ItemLength(entry.Transaction);
            var rejection = bytes > room ? TxRejection.BlockGasExceeded : assembly.TryApply(entry.Recovered, out _);
            if (rejection is null)
            {
                taken.Add(entry.Recovered);
                room -= bytes;
                misfits = 0;
                selection.Take();
                continue;
            }

            selection.SkipSender();
            if (rejection is TxRejection.BlockGasExceeded) misfits++;
            else if (!MayFitLater(rejection.Value)) unfit.Add(entry);
        }

        foreach (var entry in unfit) pool.Remove(entry);
        return taken.ToImmutable();
    }

    // Another sender's transaction in this block, or a later base fee, may be why it does not fit now.
    private static bool MayFitLater(TxRejection rejection) =>
        rejection is TxRejection.FeeCapBelowBaseFee or TxRejection.InsufficientFunds or TxRejection.NonceTooHigh or TxRejection.NonceTooLow;
}
