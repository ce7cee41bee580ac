using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.State.View;

namespace Cos.Rpc.Methods;

/// <summary>Finds the block or the state that a call names, from one snapshot of the head.</summary>
internal sealed class BlockFinder(ChainQueries queries)
{
    /// <summary>The hash of the block; null when there is none. Pending is the head here: who can show more asks for the pending block first.</summary>
    internal BlockHash? Find(in BlockSelector selector, HeadSnapshot head) => selector.Tag switch
    {
        BlockTag.Latest or BlockTag.Pending => head.Hash,
        BlockTag.Safe => head.Safe.Hash,
        BlockTag.Finalized => head.Final.Hash,
        BlockTag.Earliest => queries.Genesis.Hash,
        BlockTag.Number when selector.Number == head.Number => head.Hash,
        BlockTag.Number => selector.Number < head.Number && queries.TryGetHash(selector.Number, out BlockHash hash) ? hash : null,
        BlockTag.Hash => selector.Hash,
        BlockTag.Unspecified => null,
    };

    /// <summary>The number of the block on the best chain; null when there is none.</summary>
    internal ulong? FindNumber(in BlockSelector selector, HeadSnapshot head) => selector.Tag switch
    {
        BlockTag.Latest or BlockTag.Pending => head.Number,
        BlockTag.Safe => head.Safe.Number,
        BlockTag.Finalized => head.Final.Number,
        BlockTag.Earliest => 0,
        BlockTag.Number => selector.Number,
        BlockTag.Hash => queries.TryGetHeader(selector.Hash, out BlockHeader? header) ? header.Number : null,
        BlockTag.Unspecified => null,
    };

    /// <summary>Accounts, slots and codes after the block.</summary>
    internal RpcError? View(in BlockSelector selector, PendingBlock? pending, out IStateView view)
    {
        HeadSnapshot head = queries.Head;
        view = head.State;
        if (selector.Tag == BlockTag.Latest) return null;
        if (selector.Tag == BlockTag.Pending)
        {
            if (pending is null) return RpcError.AwaitsPending;
            view = pending.View;
            return null;
        }

        if (Locate(in selector, head, out BlockHash hash) is { } refused) return refused;
        if (hash == head.Hash) return null;
        if (!queries.TryOpenState(in hash, out StateAt? state)) return NoState(in selector, in hash);
        view = state.View;
        return null;
    }

    /// <summary>The state after the block, with what a simulated call needs.</summary>
    internal RpcError? State(in BlockSelector selector, PendingBlock? pending, out StateAt? state)
    {
        state = null;
        if (selector.Tag == BlockTag.Pending) return pending is null ? RpcError.AwaitsPending : PendingState(pending, out state);
        if (Locate(in selector, queries.Head, out BlockHash hash) is { } refused) return refused;
        return queries.TryOpenState(in hash, out state) ? null : NoState(in selector, in hash);
    }

    /// <summary>The state with its trie nodes after the block; pending is the head.</summary>
    internal RpcError? World(in BlockSelector selector, out IWorldState world)
    {
        HeadSnapshot head = queries.Head;
        world = head.State;
        if (Locate(in selector, head, out BlockHash hash) is { } refused) return refused;
        if (hash == head.Hash) return null;
        if (!queries.TryOpenWorld(in hash, out IWorldState? found)) return NoState(in selector, in hash);
        world = found;
        return null;
    }

    private RpcError? PendingState(PendingBlock pending, out StateAt? state)
    {
        state = null;
        if (!queries.TryOpenState(pending.Head.Hash, out StateAt? parent)) return RpcError.HeaderNotFound;
        state = new StateAt(pending.Header, default, pending.View, parent.Ancestors.With(pending.Head.Number, pending.Head.Hash.Value));
        return null;
    }

    private RpcError? Locate(in BlockSelector selector, HeadSnapshot head, out BlockHash hash)
    {
        hash = default;
        if (Find(in selector, head) is not { } found) return RpcError.HeaderNotFound;
        hash = found;
        if (!selector.MustBeCanonical) return null;
        if (!queries.TryGetHeader(in found, out BlockHeader? header)) return RpcError.HashNotFound;
        return queries.IsCanonical(in found, header.Number) ? null : RpcError.Server("hash is not currently canonical");
    }

    private RpcError NoState(in BlockSelector selector, in BlockHash hash)
    {
        if (queries.TryGetHeader(in hash, out BlockHeader? header)) return RpcError.Server($"historical state is not available: block {header.Number} is outside the window kept");
        return selector.Tag == BlockTag.Hash ? RpcError.HashNotFound : RpcError.HeaderNotFound;
    }
}
