using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.State.Trie;

/// <summary>The root of a list kept as a trie from RLP(index) to item: a block's transactions and receipts.</summary>
public static class ListRoot
{
    /// <summary>Items whose index is one byte that is its own RLP.</summary>
    private const int OneByteItems = 0x80;

    /// <summary>The root over items in their order; no item may be empty.</summary>
    public static Hash256 Of(ReadOnlySpan<ReadOnlyMemory<byte>> items)
    {
        using var arena = new TrieArena(NoNodes.Instance);
        var leaves = new TrieLeaf[items.Length];
        var writer = new RlpWriter();
        for (var position = 0; position < items.Length; position++)
        {
            // Sorted by key: 1 to 127 as they are, then 0, whose RLP is 0x80, then those that take more bytes.
            var index = position >= OneByteItems || items.Length == 1 ? position
                : position == Math.Min(items.Length, OneByteItems) - 1 ? 0
                : position + 1;
            writer.Reset();
            writer.Write((ulong)index);
            leaves[position] = new TrieLeaf(arena.AddKey(writer.Written), 2 * writer.Written.Length, items[index]);
        }

        var root = new TrieEditor(arena, arena.AddTrie(TrieScope.Accounts), leaves).Apply(default);
        var encoder = new TrieEncoder(arena);
        encoder.Add(root);
        encoder.Run();
        return encoder.RootHash(root);
    }
}
