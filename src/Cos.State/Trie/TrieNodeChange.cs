namespace Cos.State.Trie;

/// <summary>A node that a block wrote or deleted. Both arrays belong to the update and are never changed.</summary>
/// <param name="Key">Where it is (<see cref="TrieKey"/>).</param>
/// <param name="Rlp">The node, or no bytes where it is deleted.</param>
public readonly record struct TrieNodeChange(byte[] Key, byte[] Rlp)
{
    /// <summary>Whether nothing is left at the key.</summary>
    public bool IsDeleted => Rlp.Length == 0;
}
