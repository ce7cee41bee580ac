using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>A storage slot's value with the nodes from the account's storage root to it, or to where it would be.</summary>
/// <param name="Slot">The slot's number, not hashed.</param>
/// <param name="Value">Its value; zero where it is absent.</param>
/// <param name="Nodes">RLP of the nodes that have a hash of their own, root first; none where the account has no storage.</param>
public sealed record SlotProof(UInt256 Slot, UInt256 Value, ImmutableArray<ReadOnlyMemory<byte>> Nodes);
