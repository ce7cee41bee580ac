using Cos.Primitives.Blocks;

namespace Cos.Execution.Tracing;

/// <summary>An event where it was emitted.</summary>
/// <param name="Log">The event.</param>
/// <param name="Position">How many messages its frame had made before.</param>
/// <param name="Index">How many events of the transaction stood before it: where it is kept, its place among the receipt's.</param>
public sealed record TracedLog(Log Log, int Position, int Index);
