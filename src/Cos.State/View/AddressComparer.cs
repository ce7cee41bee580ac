using Cos.Primitives.Values;

namespace Cos.State.View;

/// <summary>Addresses by <see cref="TableHash"/>.</summary>
internal sealed class AddressComparer : IEqualityComparer<Address>
{
    /// <summary>The only one.</summary>
    internal static readonly AddressComparer Instance = new();

    /// <inheritdoc/>
    public bool Equals(Address x, Address y) => x == y;

    /// <inheritdoc/>
    public int GetHashCode(Address obj) => unchecked((int)TableHash.Of(obj)); // the same bits
}
