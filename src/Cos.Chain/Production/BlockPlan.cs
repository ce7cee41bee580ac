using System.Collections.Immutable;
using Cos.Chain.Queries;
using Cos.Primitives.Transactions;

namespace Cos.Chain.Production;

/// <summary>What the next block would hold: the head it would build on, and the pool's executable transactions in the order the builder would try them.</summary>
/// <param name="Head">The head.</param>
/// <param name="Generation">Grows with every change of pool or head.</param>
/// <param name="Candidates">Transactions, at most those that fill a block by their gas limits.</param>
public sealed record BlockPlan(HeadSnapshot Head, ulong Generation, ImmutableArray<RecoveredTransaction> Candidates);
