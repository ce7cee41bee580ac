using Cos.Chain.Import;
using Cos.Primitives.Blocks;

namespace Cos.Chain.Production;

/// <summary>A block made here, with the outcome of the execution that made it.</summary>
/// <param name="Block">The sealed block.</param>
/// <param name="Outcome">What executing it gave while it was assembled.</param>
internal sealed record MadeBlock(Block Block, BlockOutcome Outcome);
