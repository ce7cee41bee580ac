using System.Globalization;

namespace Cos.Primitives.Values;

/// <summary>A moment, in milliseconds since the Unix epoch.</summary>
/// <param name="Value">The milliseconds.</param>
public readonly record struct UnixMillis(ulong Value) : IComparable<UnixMillis>
{
    /// <inheritdoc/>
    public int CompareTo(UnixMillis other) => Value.CompareTo(other.Value);
    /// <summary>The milliseconds in decimal.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
