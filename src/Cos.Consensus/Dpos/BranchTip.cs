using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>What the fork choice knows of a branch.</summary>
/// <param name="HoldsFinal">Whether it contains the newest final block.</param>
/// <param name="HoldsPrevoted">Whether it contains the block of the highest-round quorum of prevotes seen in the running instance; true for all where there is none.</param>
/// <param name="TotalWeight">The sum of its blocks' weights.</param>
/// <param name="Slot">Its newest block's slot.</param>
/// <param name="Hash">Its newest block's hash.</param>
public sealed record BranchTip(bool HoldsFinal, bool HoldsPrevoted, UInt256 TotalWeight, ulong Slot, BlockHash Hash);
