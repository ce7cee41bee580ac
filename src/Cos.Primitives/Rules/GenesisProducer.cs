using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>A producer that the genesis registers.</summary>
/// <param name="Address">Its account, the coinbase of its blocks.</param>
/// <param name="Key">Its Ed25519 public key.</param>
/// <param name="Name">A name for people.</param>
public sealed record GenesisProducer(Address Address, Hash256 Key, string Name);
