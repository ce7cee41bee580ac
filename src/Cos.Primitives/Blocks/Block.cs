using System.Collections.Immutable;
using Cos.Primitives.Transactions;

namespace Cos.Primitives.Blocks;

/// <summary>A header and the transactions it commits to. Ommers and withdrawals are always empty on this chain.</summary>
public sealed record Block(BlockHeader Header, ImmutableArray<Transaction> Transactions);
