using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Forks;
using Cos.Chain.Inbox;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.View;

namespace Cos.Chain.Queries;

/// <summary>The chain for readers on any thread: immutable snapshots, the store, and the pool's public face. Never waits for the chain's thread but for the pending block.</summary>
public sealed class ChainQueries
{
    private readonly IBlockStore _blocks;
    private readonly IStateStore _states;
    private readonly ForkTree _forks;
    private readonly PoolIndex _pool;
    private readonly PendingBlocks _pending;
    private readonly DposChain _chain;
    private volatile HeadSnapshot _head;

    internal ChainQueries(
        ChainSpec spec, ExecutedBlock genesis, HeadSnapshot head, IBlockStore blocks, IStateStore states, ForkTree forks, PoolIndex pool, ChainInbox inbox)
    {
        Spec = spec;
        Genesis = genesis;
        _head = head;
        _blocks = blocks;
        _states = states;
        _forks = forks;
        _pool = pool;
        _pending = new PendingBlocks(spec, inbox);
        _chain = new DposChain(spec, genesis.Hash);
    }

    /// <summary>The chain's spec.</summary>
    public ChainSpec Spec { get; }

    /// <summary>The first block.</summary>
    public ExecutedBlock Genesis { get; }

    /// <summary>The index of transactions by account; null where none is kept.</summary>
    public IAddressIndex? Addresses { get; internal init; }

    /// <summary>The chain now. Take it once and answer from it.</summary>
    public HeadSnapshot Head => _head;

    /// <summary>Transactions in the pool that could be in the next blocks, and those that wait for another.</summary>
    public (int Pending, int Queued) PoolCounts => _pool.Counts;

    /// <summary>The pool's transactions, in no order; a walk beside a changing pool sees each change or not.</summary>
    public IEnumerable<PooledTransaction> PoolContent() => _pool.All();

    /// <summary>Finds a transaction in the pool.</summary>
    public bool TryFindPooled(in TxHash hash, out PooledTransaction transaction) => _pool.TryFind(hash, out transaction);

    /// <summary>The nonce that an account's next transaction takes: after its pending ones in the pool.</summary>
    public ulong PendingNonce(in Address address)
    {
        var nonce = _head.State.TryGetAccount(address, out var account) ? account.Nonce : 0;
        return Math.Max(nonce, _pool.NextNonce(address));
    }

    /// <summary>What would be made now on top of the head; null when the chain is too busy to say. Made once for each head and pool.</summary>
    public ValueTask<PendingBlock?> PendingAsync(CancellationToken cancellation) => _pending.GetAsync(cancellation);

    /// <summary>Finds a header of any branch.</summary>
    public bool TryGetHeader(in BlockHash hash, [NotNullWhen(true)] out BlockHeader? header)
    {
        if (!_forks.TryGet(hash, out var node)) return _blocks.TryGetHeader(hash, out header);
        header = node.Block.Header;
        return true;
    }

    /// <summary>Finds a canonical header.</summary>
    public bool TryGetHeader(ulong number, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = null;
        return TryGetHash(number, out var hash) && TryGetHeader(hash, out header);
    }

    /// <summary>Finds a block of any branch, with its receipts and senders.</summary>
    public bool TryGetBlock(in BlockHash hash, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        if (!_forks.TryGet(hash, out var node)) return _blocks.TryGetExecuted(hash, out block);
        block = node.Block;
        return true;
    }

    /// <summary>Finds a canonical block, with its receipts and senders.</summary>
    public bool TryGetBlock(ulong number, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        block = null;
        return TryGetHash(number, out var hash) && TryGetBlock(hash, out block);
    }

    /// <summary>Finds the canonical block's hash at a height.</summary>
    public bool TryGetHash(ulong number, out BlockHash hash)
    {
        hash = default;
        return number <= _head.Number && _blocks.TryGetCanonicalHash(number, out hash);
    }

    /// <summary>Whether a block is on the canonical chain.</summary>
    public bool IsCanonical(in BlockHash hash, ulong number) => TryGetHash(number, out var canonical) && canonical == hash;

    /// <summary>Finds where on the canonical chain a transaction is.</summary>
    public bool TryFindTransaction(in TxHash hash, out TransactionLocation location) => _blocks.TryFindTransaction(hash, out location);

    /// <summary>Finds the certificate of an instance.</summary>
    public bool TryGetCertificate(ulong instance, [NotNullWhen(true)] out Certificate? certificate) => _blocks.TryGetCertificate(instance, out certificate);

    /// <summary>The canonical chain's logs that a query asks for, oldest first; read lazily.</summary>
    public IEnumerable<LogEntry> FindLogs(LogQuery query) => _blocks.FindLogs(query);

    /// <summary>Opens the state after a block; false where the block is unknown or its state pruned.</summary>
    public bool TryOpenState(in BlockHash hash, [NotNullWhen(true)] out StateAt? state)
    {
        state = null;
        if (_forks.TryGet(hash, out var node))
        {
            state = new StateAt(node.Block.Header, hash, node.State, node.Ancestors);
            return true;
        }

        if (!_blocks.TryGetHeader(hash, out var header) || !IsCanonical(hash, header.Number)) return false;
        if (!_states.TryOpenAt(header.Number, out var view)) return false;
        state = new StateAt(header, hash, view, AncestorWalk.Of(_blocks, header));
        return true;
    }

    /// <summary>Opens what a block is executed again from; false where the state after its parent is pruned or was never known, or the header is not one of this chain.</summary>
    public bool TryOpenReplay(BlockHeader header, [NotNullWhen(true)] out ReplayPoint? point)
    {
        point = null;
        if (!HeaderExtraCodec.TryDecode(header.ExtraBytes.Span, out var extra) || !TryOpenState(header.ParentHash, out var parent)) return false;
        if (header.Number != parent.Header.Number + 1 || !HeaderExtraCodec.TryDecode(parent.Header.ExtraBytes.Span, out var parentExtra)) return false;
        var hooks = BlockContexts.Hooks(_chain, header, extra, parent.Header, parentExtra.Slot);
        var ancestors = parent.Ancestors.With(parent.Header.Number, parent.Hash.Value);
        point = new ReplayPoint(parent, BlockContexts.Of(Spec, header, ancestors, hooks));
        return true;
    }

    /// <summary>Opens state with trie nodes after a block, for proofs: the newest blocks only.</summary>
    public bool TryOpenWorld(in BlockHash hash, [NotNullWhen(true)] out IWorldState? world)
    {
        world = null;
        if (_forks.TryGet(hash, out var node))
        {
            world = node.State;
            return true;
        }

        return _blocks.TryGetHeader(hash, out var header) && IsCanonical(hash, header.Number) && _states.TryOpenWorldAt(header.Number, out world);
    }

    internal void Publish(HeadSnapshot head) => _head = head;
}
