using System.Collections.Immutable;
using Cos.Chain.Finality;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Consensus.Dpos;
using Cos.Primitives;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Chain.Forks;

/// <summary>The head and the final block over the tree: the one place where a valid block is committed, whoever made it.</summary>
internal sealed class CanonicalChain
{
    private readonly IBlockStore _blocks;
    private readonly FinalityKeeper _finality;
    private readonly TransactionPool _pool;
    private readonly ImmutableArray<IChainListener> _listeners;
    private BlockPoint _final;

    public CanonicalChain(ForkTree tree, BlockNode head, BlockPoint final, IBlockStore blocks, FinalityKeeper finality, TransactionPool pool, ImmutableArray<IChainListener> listeners)
    {
        (Tree, Head, _final) = (tree, head, final);
        (_blocks, _finality, _pool, _listeners) = (blocks, finality, pool, listeners);
        Anchor = final.Number >= tree.Root.Number ? NodeAt(final) : tree.Root;
        Tree.Keep(Anchor);
    }

    public ForkTree Tree { get; }

    public BlockNode Head { get; private set; }

    /// <summary>The block that every branch must contain: the final one, or a later one whose state is on its way to the store.</summary>
    public BlockNode Anchor { get; private set; }

    /// <summary>Where the snapshots go.</summary>
    public ChainQueries? Readers { get; set; }

    /// <summary>Adds a valid block, chooses the head, decides what is final, stores all of it at once and tells.</summary>
    /// <param name="node">The block; its parent is in the tree.</param>
    /// <param name="isOwn">Whether it was made here, and so must be on the disk before anybody sees it.</param>
    public void Accept(BlockNode node, bool isOwn)
    {
        Tree.Add(node);
        var carried = node.Extra.Certificate is { } certificate && certificate.Instance >= _finality.RunningInstance ? certificate : null;
        if (carried is not null) Finalise(carried, node);
        var (removed, added) = ForkChoice.Compare(node.TipSeenFrom(Anchor), Head.TipSeenFrom(Anchor)) > 0
            ? ForkTree.PathBetween(Head, node)
            : ([], []);
        if (!added.IsEmpty) Head = node;
        var decided = added.IsEmpty ? null : _finality.Decide(Head, _final.Number);
        if (decided is not null) Finalise(decided, Head);

        var move = added.IsEmpty ? null : new HeadMove(ForkTree.BlocksOf(removed), ForkTree.BlocksOf(added), Head.Hash);
        _blocks.Commit(new BlockCommit { Block = node.Block, Move = move, Certificate = carried ?? decided, Sync = isOwn || decided is not null });
        if (carried is not null && decided is not null) _blocks.Commit(new BlockCommit { Certificate = decided, Sync = true });
        Publish();
        Tree.Keep(Anchor);
        if (move is not null) SettlePool(removed, added);
        Tell(move, decided ?? carried);
    }

    /// <summary>Binds every branch to a block of the canonical chain whose state goes to the store.</summary>
    public void Bind(BlockNode anchor)
    {
        if (anchor.Number <= Anchor.Number) return;
        Anchor = anchor;
        Tree.Keep(anchor);
    }

    /// <summary>The chain as readers see it from now on.</summary>
    public HeadSnapshot Snapshot() => new()
    {
        Block = Head.Block,
        Slot = Head.Slot,
        State = Head.State,
        Ancestors = Head.Ancestors,
        Final = _final,
        Safe = _final,
        Certificate = _finality.Newest,
    };

    /// <summary>Publishes the chain as it is.</summary>
    public void Publish() => Readers?.Publish(Snapshot());

    /// <summary>The final block.</summary>
    public BlockPoint Final => _final;

    private void Finalise(Certificate certificate, BlockNode branch)
    {
        var node = branch.AncestorAt(certificate.BlockNumber);
        _finality.Adopt(certificate, node?.VotingSet ?? Tree.Root.VotingSet);
        if (certificate.BlockNumber <= _final.Number) return;
        _final = new BlockPoint(certificate.BlockNumber, certificate.BlockHash);
        if (node is not null && node.Number > Anchor.Number) Anchor = node;
    }

    private void SettlePool(ImmutableArray<BlockNode> removed, ImmutableArray<BlockNode> added)
    {
        var touched = new HashSet<Address>(SeededComparer.Instance);
        foreach (var node in removed) AddTouched(node, touched);
        foreach (var node in added) AddTouched(node, touched);
        _pool.Settle(touched, Head.State);
        for (int i = removed.Length - 1; i >= 0; i--) // oldest first, so that nonces follow
        {
            var block = removed[i].Block;
            for (int j = 0; j < block.Senders.Length; j++) _pool.Add(new RecoveredTransaction(block.Block.Transactions[j], block.Senders[j]), Head.State);
        }
    }

    private static void AddTouched(BlockNode node, HashSet<Address> touched)
    {
        Invariant.Require(node.Layer is not null, "blocks above the root have layers");
        foreach (var change in node.Layer.Diff.Accounts) touched.Add(change.Address);
    }

    private void Tell(HeadMove? move, Certificate? certificate)
    {
        var snapshot = Snapshot();
        foreach (var listener in _listeners)
        {
            if (move is not null) listener.OnHeadChanged(new HeadChange(move.Removed, move.Added, snapshot));
            if (certificate is not null) listener.OnFinalised(certificate, snapshot);
        }
    }

    private BlockNode NodeAt(BlockPoint point)
    {
        Invariant.Require(Tree.TryGet(point.Hash, out var node), "the final block is in the tree or below it");
        return node;
    }
}
