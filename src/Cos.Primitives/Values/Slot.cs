using System.Globalization;

namespace Cos.Primitives.Values;

/// <summary>A slot: one producer's chance to make one block (consensus.md, Words).</summary>
/// <param name="Number">Slots since the chain's genesis.</param>
public readonly record struct Slot(ulong Number) : IComparable<Slot>
{
    /// <inheritdoc/>
    public int CompareTo(Slot other) => Number.CompareTo(other.Number);
    /// <summary>The number in decimal.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
