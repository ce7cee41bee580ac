using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>What a block's diff does to the tries.</summary>
/// <param name="Root">The new state root.</param>
/// <param name="Nodes">Changed nodes, each key once: storage tries by account, then the accounts trie.</param>
/// <param name="StorageRoots">The storage root of each changed account, in the diff's order; the empty root for a deleted one.</param>
public sealed record TrieUpdate(Hash256 Root, ImmutableArray<TrieNodeChange> Nodes, ImmutableArray<Hash256> StorageRoots);
