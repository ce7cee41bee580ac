using Cos.Crypto.Signatures;
using Cos.Primitives.Values;

namespace Cos.Node.Hosting;

/// <summary>A producer's key that this process seals with.</summary>
/// <param name="Address">The account it is registered to.</param>
/// <param name="Key">The Ed25519 key.</param>
public sealed record SeatKey(Address Address, Ed25519Key Key);
