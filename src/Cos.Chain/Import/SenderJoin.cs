using Cos.Chain.Pool;
using Cos.Primitives.Transactions;

namespace Cos.Chain.Import;

/// <summary>The senders of a block's transactions: those the pool knows for nothing, the others by fork and join.</summary>
internal static class SenderJoin
{
    // Below this many signatures to recover, handing them to other threads costs more than it gains.
    private const int ForkMin = 8;

    /// <summary>Finds every sender; false where a signature is no account's.</summary>
    public static bool TryRecover(IReadOnlyList<Transaction> transactions, PoolIndex pool, out RecoveredTransaction[] recovered)
    {
        var found = new RecoveredTransaction?[transactions.Count];
        var unknown = new List<int>();
        for (int i = 0; i < found.Length; i++)
        {
            if (pool.TryFind(transactions[i].Hash, out var pooled)) found[i] = new RecoveredTransaction(transactions[i], pooled.Transaction.Sender);
            else unknown.Add(i);
        }

        if (unknown.Count < ForkMin)
        {
            foreach (int i in unknown) found[i] = Recover(transactions[i]);
        }
        else
        {
            Parallel.ForEach(unknown, i => found[i] = Recover(transactions[i])); // each writes its own place: the order does not matter
        }

        recovered = new RecoveredTransaction[found.Length];
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is not { } one) return false;
            recovered[i] = one;
        }

        return true;
    }

    private static RecoveredTransaction? Recover(Transaction transaction) =>
        SenderRecovery.TryRecover(transaction, out var sender) ? new RecoveredTransaction(transaction, sender) : null;
}
