namespace Cos.State.Trie;

/// <summary>The nodes of one state's tries, by path (<see cref="TrieKey"/>); one version of each. Safe for concurrent readers.</summary>
public interface ITrieNodes
{
    /// <summary>The RLP of the node at a key; false where no node begins there. Nodes shorter than 32 bytes below a root live inside their parent.</summary>
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp);
}
