using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>A change of the canonical chain: number to hash, transactions and logs by index, and the head pointer.</summary>
/// <param name="Removed">Blocks that leave it, newest first.</param>
/// <param name="Added">Blocks that join it, oldest first.</param>
/// <param name="Head">The new head.</param>
public sealed record HeadMove(ImmutableArray<ExecutedBlock> Removed, ImmutableArray<ExecutedBlock> Added, BlockHash Head);
