using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Primitives.Transactions;
using Cos.State.Journal;
using Cos.Vm.Tracing;

namespace Cos.Execution.Tracing;

/// <summary>Watches one transaction: what the machine shows, and the state before and after, where the price of gas is settled.</summary>
public interface ITransactionTracer : ITracer
{
    /// <summary>The transaction is about to be applied; the journal is as the one before left it and is for reading only.</summary>
    void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal);

    /// <summary>The transaction was applied: its accounts are settled, its logs and refund can still be read.</summary>
    void End(TransactionOutcome outcome, Journal journal);
}
