using Cos.Chain.Finality;
using Cos.Chain.Forks;
using Cos.Chain.Import;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Consensus.Dpos;
using Cos.Execution.Genesis;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.Vm;

namespace Cos.Chain;

/// <summary>Brings a chain back from its stores: genesis where they are empty, blocks after the flushed state executed again, finality and pool as they were.</summary>
internal sealed class LedgerStart
{
    private LedgerStart(LedgerParts parts, ExecutedBlock genesis)
    {
        Genesis = genesis;
        Chain = new DposChain(parts.Spec, genesis.Hash);
        Pool = new TransactionPool(parts.Spec, parts.Pool);
        Finality = new FinalityKeeper(Chain, parts.Seats);
        Invariant.Require(parts.Blocks.TryGetExecuted(parts.States.BlockHash, out var rootBlock), "the flushed state's block is stored");
        var root = NodeAssembly.Root(Chain, parts.Blocks, rootBlock, parts.States.Current);
        var tree = new ForkTree(root);
        var head = Replay(parts, tree);
        var certificate = parts.Blocks.NewestCertificate;
        var final = certificate is null ? new BlockPoint(0, genesis.Hash) : new BlockPoint(certificate.BlockNumber, certificate.BlockHash);
        Finality.Adopt(certificate, head.AncestorAt(final.Number)?.VotingSet ?? root.VotingSet);
        Canon = new CanonicalChain(tree, head, final, parts.Blocks, Finality, Pool, parts.Listeners);
        LoadPool(parts, head);
    }

    public ExecutedBlock Genesis { get; }

    public DposChain Chain { get; }

    public TransactionPool Pool { get; }

    public FinalityKeeper Finality { get; }

    public CanonicalChain Canon { get; }

    public static LedgerStart From(LedgerParts parts)
    {
        var state = GenesisState.Build(parts.Spec);
        var genesis = new ExecutedBlock(state.Block, state.Hash, [], [], UInt256.Zero);
        // Each half may have been written before a crash: the layer is one batch, the block another.
        if (parts.States.IsEmpty) parts.States.Flush([new StateLayer(parts.States.Current, 0, state.Hash, state.Diff, state.Trie)]);
        if (parts.Blocks.Head is null)
        {
            parts.Blocks.Commit(new BlockCommit { Block = genesis, Move = new HeadMove([], [genesis], genesis.Hash), Sync = true });
        }

        bool isSame = parts.Blocks.TryGetCanonicalHash(0, out var stored) && stored == state.Hash;
        return isSame ? new LedgerStart(parts, genesis) : throw new InvalidDataException($"The store holds another chain: its genesis is {stored}, this spec's is {state.Hash}.");
    }

    private BlockNode Replay(LedgerParts parts, ForkTree tree)
    {
        Invariant.Require(parts.Blocks.Head is not null, "a begun chain has a head");
        Invariant.Require(parts.Blocks.TryGetHeader(parts.Blocks.Head.Value, out var headHeader), "the head is stored");
        var workspace = new Workspace(parts.Compilation);
        var node = tree.Root;
        for (ulong number = node.Number + 1; number <= headHeader.Number; number++)
        {
            Invariant.Require(parts.Blocks.TryGetCanonicalHash(number, out var hash), "the canonical chain has no gaps");
            Invariant.Require(parts.Blocks.TryGetExecuted(hash, out var block), "canonical blocks are stored");
            Invariant.Require(HeaderExtraCodec.TryDecode(block.Header.ExtraBytes.Span, out var extra), "a stored header was valid");
            var fault = BlockExecution.Run(parts.Spec, Chain, block.Block, extra, node, Pool.Index, workspace, out var outcome);
            if (fault is null && outcome is not null) fault = BlockExecution.Compare(block.Header, outcome);
            Invariant.Require(fault is null && outcome is not null, $"stored block {number} executes as it did: {fault}");
            node = NodeAssembly.Child(Chain, node, block.Block, hash, extra, outcome);
            tree.Add(node);
        }

        return node;
    }

    private void LoadPool(LedgerParts parts, BlockNode head)
    {
        var transactions = new List<Transaction>();
        foreach (var bytes in parts.PoolStore.LoadAll())
        {
            if (TransactionCodec.TryDecode(bytes.Span, out var transaction, out _)) transactions.Add(transaction);
        }

        if (!SenderJoin.TryRecover(transactions, Pool.Index, out var loaded)) return; // the pool had them all recovered: somebody wrote in the store
        // By nonce, then hash: the store gives them in any order, and the same pool must come back whatever that was.
        Array.Sort(loaded, static (a, b) => a.Transaction.Nonce != b.Transaction.Nonce
            ? a.Transaction.Nonce.CompareTo(b.Transaction.Nonce)
            : a.Transaction.Hash.CompareTo(b.Transaction.Hash));
        foreach (var transaction in loaded)
        {
            if (Pool.Add(transaction, head.State).Rejection is not null) Pool.Changes.Remove(transaction.Transaction.Hash);
        }
    }
}
