using Cos.Primitives.Values;

namespace Cos.State.Diff;

/// <summary>One storage slot's value before and after.</summary>
/// <param name="Slot">The slot's number, not hashed.</param>
/// <param name="Before">The value in the parent state.</param>
/// <param name="After">The new value; zero deletes the slot.</param>
public readonly record struct SlotChange(UInt256 Slot, UInt256 Before, UInt256 After);
