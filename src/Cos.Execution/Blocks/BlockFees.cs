using Cos.Primitives.Values;

namespace Cos.Execution.Blocks;

/// <summary>What a block's transactions paid for execution and who got it, in wei. Under Ethereum's rule only <paramref name="Total"/> and <paramref name="Producer"/> (the tips) are set.</summary>
/// <param name="Total">All that was paid.</param>
/// <param name="Alliance">The alliance's share, whole units.</param>
/// <param name="Holders">The credit holders' share, whole units.</param>
/// <param name="Producer">The producer's share: the rest, with what is below one unit.</param>
public readonly record struct BlockFees(UInt256 Total, UInt256 Alliance, UInt256 Holders, UInt256 Producer);
