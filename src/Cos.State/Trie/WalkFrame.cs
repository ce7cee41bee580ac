namespace Cos.State.Trie;

/// <summary>A node that a walk is inside of.</summary>
/// <param name="Rlp">The node.</param>
/// <param name="Kind">Its shape.</param>
/// <param name="PathEnd">Nibbles of the path down to it, with its own stretch.</param>
/// <param name="Position">
/// Where in it the walk is, in order of keys: 0 is its own value, 1 to 16 the children (an extension has the first alone), and those outside
/// are before and after all of it.
/// </param>
internal readonly record struct WalkFrame(ReadOnlyMemory<byte> Rlp, NodeKind Kind, int PathEnd, int Position)
{
    /// <summary>Before everything in a node.</summary>
    internal const int Before = -1;

    /// <summary>A node's own value.</summary>
    internal const int Own = 0;

    /// <summary>After everything in a node.</summary>
    internal const int After = TrieArena.Ways + 1;
}
