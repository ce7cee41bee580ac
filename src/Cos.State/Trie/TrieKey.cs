using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>
/// Names trie nodes by where they are, so that a node overwrites its predecessor: one byte for the trie (0 accounts, 1 storage), for storage
/// Keccak-256 of the account's address, then the path packed two nibbles a byte (the last low nibble 0 where the count is odd) and the count.
/// </summary>
public static class TrieKey
{
    /// <summary>First byte of the keys of the accounts trie.</summary>
    public const byte AccountsTrie = 0;

    /// <summary>First byte of the keys of storage tries.</summary>
    public const byte StorageTrie = 1;

    /// <summary>Nibbles of the longest path, a hashed key's.</summary>
    public const int PathNibblesMax = 2 * Hash256.Size;

    /// <summary>Bytes of the longest key.</summary>
    public const int SizeMax = 1 + Hash256.Size + PathNibblesMax / 2 + 1;

    /// <summary>Writes the key of a node of the accounts trie, nibbles one a byte; answers its length.</summary>
    public static int WriteAccount(ReadOnlySpan<byte> pathNibbles, Span<byte> key)
    {
        key[0] = AccountsTrie;
        return 1 + WritePath(pathNibbles, key[1..]);
    }

    /// <summary>Writes the key of a node of an account's storage trie, nibbles one a byte; answers its length.</summary>
    public static int WriteStorage(in Hash256 hashedAddress, ReadOnlySpan<byte> pathNibbles, Span<byte> key)
    {
        key[0] = StorageTrie;
        hashedAddress.Bytes.CopyTo(key[1..]);
        return 1 + Hash256.Size + WritePath(pathNibbles, key[(1 + Hash256.Size)..]);
    }

    private static int WritePath(ReadOnlySpan<byte> nibbles, Span<byte> destination)
    {
        var length = (nibbles.Length + 1) / 2;
        for (var i = 0; i < length; i++)
        {
            var low = 2 * i + 1 < nibbles.Length ? nibbles[2 * i + 1] : 0;
            destination[i] = (byte)((nibbles[2 * i] << 4) | low);
        }

        destination[length] = (byte)nibbles.Length;
        return length + 1;
    }
}
