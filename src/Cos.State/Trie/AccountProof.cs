using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Trie;

/// <summary>An account, or its absence, and some of its slots, with the nodes that prove them under a state root (EIP-1186).</summary>
/// <param name="Address">Whose.</param>
/// <param name="Account">The account, null where there is none.</param>
/// <param name="Nodes">RLP of the nodes that have a hash of their own, root first; none where the state is empty.</param>
/// <param name="Slots">The slots that were asked for, in that order.</param>
public sealed record AccountProof(Address Address, Account? Account, ImmutableArray<ReadOnlyMemory<byte>> Nodes, ImmutableArray<SlotProof> Slots);
