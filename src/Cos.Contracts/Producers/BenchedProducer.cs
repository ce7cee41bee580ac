using Cos.Primitives.Values;

namespace Cos.Contracts.Producers;

/// <summary>A seat or standby whose turns others take until it resumes.</summary>
/// <param name="Address">Who.</param>
/// <param name="Slot">The slot of the block that benched it.</param>
public readonly record struct BenchedProducer(Address Address, ulong Slot);
