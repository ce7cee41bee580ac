using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Diff;

/// <summary>What changed in one account.</summary>
/// <param name="Address">Whose.</param>
/// <param name="Before">The account in the parent state, null where it had none.</param>
/// <param name="After">The account now, null where it is deleted; its storage root is the parent's until <see cref="StateDiff.WithStorageRoots"/>.</param>
/// <param name="StorageWiped">Whether every slot of the parent state is gone; <paramref name="Slots"/> are then set on empty storage.</param>
/// <param name="Slots">Changed slots in ascending order; after a wipe, the slots that are not zero.</param>
public sealed record AccountChange(Address Address, Account? Before, Account? After, bool StorageWiped, ImmutableArray<SlotChange> Slots);
