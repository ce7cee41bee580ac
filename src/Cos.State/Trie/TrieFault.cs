using System.Diagnostics;
using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>Where a stored trie is damaged.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="HashedAddress">Keccak-256 of the address whose storage trie it is; null for the accounts trie.</param>
/// <param name="Path">The node's path, a hexadecimal digit a nibble; the root's is empty.</param>
public sealed record TrieFault(TrieFaultReason Reason, Hash256? HashedAddress, string Path)
{
    /// <summary>The fault in words.</summary>
    public string Words
    {
        get
        {
            var node = Path.Length == 0 ? "the root" : $"the node at path {Path}";
            var trie = HashedAddress is { } address ? $"the storage trie of the account whose address has the hash {address}" : "the accounts trie";
            return Reason switch
            {
                TrieFaultReason.Missing => $"{node} of {trie} is missing",
                TrieFaultReason.WrongHash => $"{node} of {trie} has another hash than its parent says",
                TrieFaultReason.Malformed => $"{node} of {trie} does not decode",
                TrieFaultReason.WrongPath => $"{node} of {trie} has a path that no key has",
                TrieFaultReason.Unspecified => throw new UnreachableException(),
            };
        }
    }
}
