using Cos.Primitives.Values;

namespace Cos.Primitives.Votes;

/// <summary>A seat: its account and its Ed25519 key (32 bytes, held as a digest-sized value).</summary>
public sealed record VotingMember(Address Address, Hash256 Key);
