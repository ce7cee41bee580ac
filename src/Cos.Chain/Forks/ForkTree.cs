using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Chain.Forks;

/// <summary>The blocks above the flushed state, all of them valid, in a tree. Changed by the chain's thread alone; any thread may look a block up.</summary>
internal sealed class ForkTree
{
    /// <summary>Nodes held at most; a block that would be one more is refused.</summary>
    public const int NodesMax = 2_048;

    private readonly ConcurrentDictionary<BlockHash, BlockNode> _nodes = new(SeededComparer.Instance);
    private int _count = 1;

    public ForkTree(BlockNode root)
    {
        Root = root;
        _nodes[root.Hash] = root;
    }

    /// <summary>The block whose state the store holds.</summary>
    public BlockNode Root { get; private set; }

    public bool IsFull => _count >= NodesMax;

    public bool TryGet(in BlockHash hash, [NotNullWhen(true)] out BlockNode? node) => _nodes.TryGetValue(hash, out node);

    public void Add(BlockNode node)
    {
        Invariant.Require(!IsFull && node.Parent is not null, "a node is added to a parent, within the limit");
        Invariant.Require(_nodes.TryAdd(node.Hash, node), "a block is added once");
        _count++;
    }

    /// <summary>Makes a block the root: its state is the store's now, and what does not descend from it is dropped.</summary>
    public void MoveRoot(BlockNode root, IWorldState stored)
    {
        Retain(node => node.AncestorAt(root.Number) == root);
        root.Settle(stored);
        root.Parent = null;
        Root = root;
        foreach (var (_, node) in _nodes)
        {
            if (node.Parent == root) node.Layer?.Rebase(stored);
        }
    }

    /// <summary>Drops every branch without a final block; its ancestors stay.</summary>
    public void Keep(BlockNode final) =>
        Retain(node => node.Number > final.Number ? node.AncestorAt(final.Number) == final : final.AncestorAt(node.Number) == node);

    /// <summary>The way from one head to another: what leaves the canonical chain, newest first, and what joins it, oldest first.</summary>
    public static (ImmutableArray<BlockNode> Removed, ImmutableArray<BlockNode> Added) PathBetween(BlockNode from, BlockNode to)
    {
        var removed = ImmutableArray.CreateBuilder<BlockNode>();
        var added = ImmutableArray.CreateBuilder<BlockNode>();
        var (left, right) = (from, to);
        while (left != right)
        {
            if (left.Number >= right.Number)
            {
                removed.Add(left);
                left = ParentOf(left);
            }
            else
            {
                added.Add(right);
                right = ParentOf(right);
            }
        }

        added.Reverse();
        return (removed.ToImmutable(), added.ToImmutable());
    }

    /// <summary>Blocks of nodes, in their order.</summary>
    public static ImmutableArray<ExecutedBlock> BlocksOf(ImmutableArray<BlockNode> nodes) => ImmutableArray.CreateRange(nodes, static node => node.Block);

    private static BlockNode ParentOf(BlockNode node)
    {
        Invariant.Require(node.Parent is not null, "two branches of one tree meet");
        return node.Parent;
    }

    private void Retain(Func<BlockNode, bool> keeps)
    {
        foreach (var (hash, node) in _nodes.ToArray())
        {
            if (keeps(node)) continue;
            _nodes.TryRemove(hash, out _);
            _count--;
        }
    }
}
