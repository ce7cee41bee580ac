using Cos.Primitives.Values;
using Cos.State.Trie;

namespace Cos.State.View;

/// <summary>A state with its trie nodes and root: what a block can be executed on and proven from.</summary>
public interface IWorldState : IStateView, ITrieNodes
{
    /// <summary>The root of the accounts trie.</summary>
    public Hash256 StateRoot { get; }
}
