using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Primitives.Values;
using Cos.State.Trie;

namespace Cos.Chain.Import;

/// <summary>What executing a block gave.</summary>
/// <param name="Result">Receipts, changes and sums.</param>
/// <param name="Update">The new state root and what it changes in the tries.</param>
/// <param name="Senders">The transactions' senders, in order.</param>
internal sealed record BlockOutcome(BlockResult Result, TrieUpdate Update, ImmutableArray<Address> Senders);
