using Cos.Primitives.Blocks;

namespace Cos.Execution.Tracing;

/// <summary>An event where it was emitted.</summary>
/// <param name="Log">The event.</param>
/// <param name="Position">How many messages its frame had made before.</param>
/// <param name="Index">How many events the transaction had emitted before, those counted that were taken back.</param>
public sealed record TracedLog(Log Log, int Position, int Index);
