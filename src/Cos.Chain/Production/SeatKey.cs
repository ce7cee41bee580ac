using Cos.Crypto.Signatures;
using Cos.Primitives.Values;

namespace Cos.Chain.Production;

/// <summary>A seat or standby that this node speaks for.</summary>
/// <param name="Address">Its account.</param>
/// <param name="Key">The Ed25519 key registered for it.</param>
public sealed record SeatKey(Address Address, Ed25519Key Key)
{
    /// <summary>The public key.</summary>
    public Hash256 PublicKey { get; } = new(Key.PublicKey);
}
