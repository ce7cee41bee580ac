using Cos.State.Trie;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Audit;

/// <summary>The trie nodes as the database has them, past every cache of the node's own.</summary>
internal sealed class NodesOnDisk(RocksDatabase database, RocksSnapshot snapshot) : ITrieNodes
{
    /// <inheritdoc />
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        var node = database.Get(Column.TrieNodes, key, snapshot);
        rlp = node;
        return node is not null;
    }
}
