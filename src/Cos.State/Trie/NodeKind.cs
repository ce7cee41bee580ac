namespace Cos.State.Trie;

/// <summary>The three shapes of a trie node (Yellow Paper, appendix D).</summary>
internal enum NodeKind
{
    /// <summary>Never made.</summary>
    Unspecified = 0,
    /// <summary>The rest of a key and its value.</summary>
    Leaf,
    /// <summary>A stretch of path that all keys below share, and the branch after it.</summary>
    Extension,
    /// <summary>Sixteen ways on, and perhaps a value of the key that ends here.</summary>
    Branch,
}
