namespace Cos.State.Trie;

/// <summary>A key to set or delete.</summary>
/// <param name="Key">Where its nibbles begin in the arena.</param>
/// <param name="KeyLength">How many nibbles.</param>
/// <param name="Value">The new value; no bytes deletes the key.</param>
internal readonly record struct TrieLeaf(int Key, int KeyLength, ReadOnlyMemory<byte> Value);
