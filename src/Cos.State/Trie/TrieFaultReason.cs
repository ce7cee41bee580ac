namespace Cos.State.Trie;

/// <summary>What can be wrong with a stored trie.</summary>
public enum TrieFaultReason
{
    /// <summary>Never made.</summary>
    Unspecified = 0,
    /// <summary>A node that its parent names is not there.</summary>
    Missing,
    /// <summary>A node's hash is not the one that its parent names.</summary>
    WrongHash,
    /// <summary>A node's bytes are no node, or its path is longer than any key.</summary>
    Malformed,
    /// <summary>A key ends inside a byte, or goes on after the longest.</summary>
    WrongPath,
}
