using System.Collections.Immutable;

namespace Cos.State.Trie;

/// <summary>Hands out a proof's nodes in their order, whatever key is asked for: the walk checks each by its hash.</summary>
internal sealed class ProofNodes(ImmutableArray<ReadOnlyMemory<byte>> nodes) : ITrieNodes
{
    private int _next;

    /// <summary>Whether every node was asked for.</summary>
    internal bool IsUsedUp => _next == nodes.Length;

    /// <inheritdoc/>
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        rlp = IsUsedUp ? default : nodes[_next++];
        return !rlp.IsEmpty;
    }
}
