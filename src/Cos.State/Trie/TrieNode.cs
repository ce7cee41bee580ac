namespace Cos.State.Trie;

/// <summary>
/// A node while it is edited. Its key is a path from the trie's root in the arena's nibbles, so that a leaf or extension moves up or down
/// by its depth alone.
/// </summary>
internal struct TrieNode
{
    /// <summary>Its shape.</summary>
    internal NodeKind Kind;

    /// <summary>Which of the arena's tries it belongs to.</summary>
    internal int Trie;

    /// <summary>Nibbles of path above it.</summary>
    internal int Depth;

    /// <summary>Where its key's nibbles begin.</summary>
    internal int Key;

    /// <summary>Nibbles of path where it ends: a leaf's whole key, an extension's branch, a branch's own depth.</summary>
    internal int KeyEnd;

    /// <summary>Where its children begin: sixteen of a branch, one of an extension.</summary>
    internal int Children;

    /// <summary>The value of a leaf or of a branch; no bytes for none.</summary>
    internal ReadOnlyMemory<byte> Value;

    /// <summary>Whether the store has it, at depth <see cref="StoredDepth"/> of its key.</summary>
    internal bool IsStored;

    /// <summary>Where the store has it.</summary>
    internal int StoredDepth;

    /// <summary>Whether the finished trie has it as a node of its own, so that the store is told of it.</summary>
    internal bool IsWritten;

    /// <summary>What its parent says of it, once it is encoded.</summary>
    internal ChildRef Reference;
}
