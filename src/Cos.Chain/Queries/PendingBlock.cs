using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.State.View;

namespace Cos.Chain.Queries;

/// <summary>The block that would be made now: not sealed, so it has no hash, no state root and no slot.</summary>
/// <param name="Head">The head it builds on.</param>
/// <param name="Header">Its header as far as it is known: parent, number, timestamp, base fee, gas limit, gas used, bloom.</param>
/// <param name="Transactions">Its transactions with their senders.</param>
/// <param name="Receipts">Their receipts.</param>
/// <param name="View">The state after it.</param>
public sealed record PendingBlock(
    HeadSnapshot Head, BlockHeader Header, ImmutableArray<RecoveredTransaction> Transactions, ImmutableArray<Receipt> Receipts, IStateView View);
