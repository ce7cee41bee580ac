namespace Cos.State.Trie;

/// <summary>The store of an empty state.</summary>
public sealed class NoNodes : ITrieNodes
{
    /// <summary>The only one.</summary>
    public static readonly NoNodes Instance = new();

    private NoNodes()
    {
    }

    /// <inheritdoc/>
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        rlp = default;
        return false;
    }
}
