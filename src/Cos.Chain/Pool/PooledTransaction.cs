using Cos.Primitives.Transactions;

namespace Cos.Chain.Pool;

/// <summary>A transaction in the pool, as others may see it.</summary>
/// <param name="Transaction">The transaction and its sender.</param>
/// <param name="IsPending">Whether it could be in the next block: no gap of nonces before it, and funds for it.</param>
public readonly record struct PooledTransaction(RecoveredTransaction Transaction, bool IsPending);
