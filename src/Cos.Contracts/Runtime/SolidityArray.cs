using System.Collections.Immutable;
using Cos.Primitives;
using Cos.Primitives.Values;

namespace Cos.Contracts.Runtime;

/// <summary>A Solidity dynamic array whose elements take one slot each.</summary>
/// <param name="Slot">The array's slot, which holds its length.</param>
/// <param name="ElementsMax">The most elements it may ever hold.</param>
public sealed record SolidityArray(UInt256 Slot, int ElementsMax)
{
    private readonly UInt256 _elements = SolidityLayout.Elements(Slot);

    /// <summary>Reads every element.</summary>
    public ImmutableArray<UInt256> Read(ISlotReader slots)
    {
        int length = Length(slots);
        var elements = ImmutableArray.CreateBuilder<UInt256>(length);
        for (int i = 0; i < length; i++) elements.Add(slots.Read(_elements + (UInt256)(ulong)i));
        return elements.MoveToImmutable();
    }

    /// <summary>Replaces every element; what a longer array held behind is cleared.</summary>
    public void Write(JournalSlots slots, ReadOnlySpan<UInt256> elements)
    {
        Invariant.Require(elements.Length <= ElementsMax, "a contract's array stays within its maximum");
        int before = Length(slots);
        slots.Write(Slot, (ulong)elements.Length);
        for (int i = 0; i < elements.Length; i++) slots.Write(_elements + (UInt256)(ulong)i, elements[i]);
        for (int i = elements.Length; i < before; i++) slots.Write(_elements + (UInt256)(ulong)i, UInt256.Zero);
    }

    private int Length(ISlotReader slots)
    {
        var length = slots.Read(Slot);
        Invariant.Require(length <= (UInt256)(ulong)ElementsMax, "a contract's array stays within its maximum");
        return (int)length.U0;
    }
}
