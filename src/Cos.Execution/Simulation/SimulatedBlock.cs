using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>A block that was simulated.</summary>
/// <param name="Block">Header and transactions, whose signatures are zero.</param>
/// <param name="Hash">The header's hash.</param>
/// <param name="Senders">Who sent each.</param>
/// <param name="Receipts">The receipt of each.</param>
/// <param name="Calls">What each call did.</param>
public sealed record SimulatedBlock(
    Block Block, BlockHash Hash, ImmutableArray<Address> Senders, ImmutableArray<Receipt> Receipts, ImmutableArray<CallOutcome> Calls);
