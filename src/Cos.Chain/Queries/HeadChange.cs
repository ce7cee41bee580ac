using System.Collections.Immutable;
using Cos.Chain.Ports;

namespace Cos.Chain.Queries;

/// <summary>A move of the head.</summary>
/// <param name="Removed">Blocks that left the canonical chain with their receipts, newest first.</param>
/// <param name="Added">Blocks that joined it with their receipts, oldest first.</param>
/// <param name="Head">The new head, already published.</param>
public sealed record HeadChange(ImmutableArray<ExecutedBlock> Removed, ImmutableArray<ExecutedBlock> Added, HeadSnapshot Head);
