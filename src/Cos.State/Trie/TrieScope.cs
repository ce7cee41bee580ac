using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>Which trie a path is in.</summary>
/// <param name="IsStorage">Whether it is an account's storage trie rather than the accounts trie.</param>
/// <param name="HashedAddress">Whose storage.</param>
internal readonly record struct TrieScope(bool IsStorage, Hash256 HashedAddress)
{
    /// <summary>The accounts trie.</summary>
    internal static readonly TrieScope Accounts = new(false, Hash256.Zero);

    /// <summary>Writes the key of the node at a path; answers its length.</summary>
    internal int WriteKey(ReadOnlySpan<byte> pathNibbles, Span<byte> key) =>
        IsStorage ? TrieKey.WriteStorage(HashedAddress, pathNibbles, key) : TrieKey.WriteAccount(pathNibbles, key);
}
