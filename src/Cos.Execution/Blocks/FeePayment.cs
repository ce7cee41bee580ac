using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;

namespace Cos.Execution.Blocks;

/// <summary>Gives a block's fees to those who get them, after its last transaction.</summary>
internal static class FeePayment
{
    /// <summary>Pays the shares under the credit rule; under Ethereum's the coinbase has its tips already.</summary>
    /// <param name="journal">The world after the last transaction.</param>
    /// <param name="block">The block.</param>
    /// <param name="owed">What senders paid and no account has yet.</param>
    /// <param name="tips">What the coinbase was paid at once.</param>
    internal static BlockFees Share(Journal journal, BlockContext block, in UInt256 owed, in UInt256 tips)
    {
        if (block.Rules.FeeRule != FeeRule.Credit) return new BlockFees(tips, UInt256.Zero, UInt256.Zero, tips);
        var fees = FeeSplit.Of(in owed);
        journal.BeginTransaction();
        Pay(journal, SystemAccounts.AllianceFee, fees.Alliance);
        Pay(journal, SystemAccounts.HolderPool, fees.Holders);
        Pay(journal, block.Coinbase, fees.Producer);
        journal.EndTransaction();
        return fees;
    }

    private static void Pay(Journal journal, in Address to, in UInt256 wei)
    {
        if (!wei.IsZero) journal.AddBalance(in to, in wei);
    }
}
