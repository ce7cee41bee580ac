using Cos.Primitives.Values;

namespace Cos.Execution.Tracing;

/// <summary>A slot that a transaction read or wrote.</summary>
/// <param name="Slot">Its number.</param>
/// <param name="Before">Its value before the transaction.</param>
/// <param name="After">Its value after the transaction.</param>
public readonly record struct TouchedSlot(UInt256 Slot, UInt256 Before, UInt256 After);
