using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.State.Tests.Trie;

/// <summary>One trie over any keys, its nodes in a dictionary as a store would have them.</summary>
internal sealed class EditedTrie : ITrieNodes
{
    private readonly Dictionary<string, byte[]> _nodes = [];

    internal Hash256 Root { get; private set; } = Account.EmptyRoot;

    internal int NodeCount => _nodes.Count;

    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        var isFound = _nodes.TryGetValue(Convert.ToHexString(key), out var node);
        rlp = node;
        return isFound;
    }

    internal void Apply(IEnumerable<(byte[] Key, byte[] Value)> changes)
    {
        using var arena = new TrieArena(this);
        var leaves = changes.OrderBy(change => Convert.ToHexString(change.Key), StringComparer.Ordinal)
            .Select(change => new TrieLeaf(arena.AddKey(change.Key), 2 * change.Key.Length, change.Value))
            .ToArray();
        var root = new TrieEditor(arena, arena.AddTrie(TrieScope.Accounts), leaves).Apply(ChildRef.OfRoot(Root));
        var encoder = new TrieEncoder(arena);
        encoder.Add(root);
        encoder.Run();
        var updates = ImmutableArray.CreateBuilder<TrieNodeChange>();
        encoder.ListChanges(updates);
        Assert.That(updates.Select(update => Convert.ToHexString(update.Key)), Is.Unique);
        foreach (var update in updates)
        {
            if (update.IsDeleted)
            {
                Assert.That(_nodes.Remove(Convert.ToHexString(update.Key)), "a node is deleted that was there");
            }
            else
            {
                _nodes[Convert.ToHexString(update.Key)] = update.Rlp;
            }
        }

        Root = encoder.RootHash(root);
    }
}
