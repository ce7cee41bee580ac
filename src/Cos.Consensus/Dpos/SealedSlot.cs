using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>A block as the rules of a turn see it.</summary>
/// <param name="Slot">The slot it was made in.</param>
/// <param name="Sealer">Who made it.</param>
public readonly record struct SealedSlot(ulong Slot, Address Sealer);
