using Cos.Chain.Import;
using Cos.Chain.Ports;
using Cos.Consensus.Dpos;
using Cos.Contracts.Producers;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Chain.Forks;

/// <summary>Makes tree nodes: a child from an executed block, and the root from what the stores hold.</summary>
internal static class NodeAssembly
{
    /// <summary>A child of a node.</summary>
    public static BlockNode Child(DposChain chain, BlockNode parent, Block block, BlockHash hash, HeaderExtra extra, BlockOutcome outcome)
    {
        var certificate = extra.Certificate;
        return new BlockNode(new StateLayer(parent.State, parent.Number + 1, hash, outcome.Result.Diff, outcome.Update))
        {
            Block = new ExecutedBlock(block, hash, outcome.Result.Receipts, outcome.Senders, parent.Block.TotalWeight + block.Header.Difficulty)
            {
                Footprint = outcome.Result.Footprint,
            },
            Extra = extra,
            Parent = parent,
            Ancestors = parent.Ancestors.With(parent.Number, parent.Hash.Value),
            Turn = parent.Turn.At(chain.Calendar.TurnOf(extra.Slot)).With(new SealedSlot(extra.Slot, block.Header.Coinbase)),
            VotingSet = extra.VotingSet ?? parent.VotingSet,
            Carried = certificate is null ? parent.Carried : new CarriedCertificate(certificate.Instance, certificate.BlockNumber, certificate.BlockHash),
            CertifyingSet = certificate is null ? parent.CertifyingSet : SetAt(parent, certificate.BlockNumber),
        };
    }

    /// <summary>The root: the block whose state the store holds.</summary>
    public static BlockNode Root(DposChain chain, IBlockStore blocks, ExecutedBlock block, IWorldState state)
    {
        Invariant.Require(HeaderExtraCodec.TryDecode(block.Header.ExtraBytes.Span, out var extra), "a stored header was valid");
        Invariant.Require(block.Header.StateRoot == state.StateRoot, "the stored state is the stored block's");
        var producers = new ProducersReader(state);
        var carried = producers.Carried;
        return new BlockNode(state)
        {
            Block = block,
            Extra = extra,
            Ancestors = AncestorWalk.Of(blocks, block.Header),
            Turn = TurnIn(chain, producers, block.Header, extra),
            VotingSet = producers.VotingSet,
            Carried = carried,
            CertifyingSet = SetIn(blocks, carried.Instance == 0 ? 0 : carried.BlockNumber),
        };
    }

    private static VotingSet SetAt(BlockNode node, ulong number)
    {
        var at = node;
        while (at.Number > number && at.Parent is { } parent) at = parent;
        return at.VotingSet; // below the tree's root, where finality waited long, no election was confirmed: the root's set is the one
    }

    // The newest header up to a height that carries a set: a header carries one exactly when its state has another than its parent's.
    private static VotingSet SetIn(IBlockStore blocks, ulong number)
    {
        for (; ; number--)
        {
            Invariant.Require(blocks.TryGetCanonicalHash(number, out var hash), "the canonical chain has no gaps");
            Invariant.Require(blocks.TryGetHeader(hash, out var header), "canonical headers are stored");
            Invariant.Require(HeaderExtraCodec.TryDecode(header.ExtraBytes.Span, out var extra), "a stored header was valid");
            if (extra.VotingSet is { } set) return set;
            Invariant.Require(number > 0, "genesis carries its voting set");
        }
    }

    private static TurnSoFar TurnIn(DposChain chain, ProducersReader producers, BlockHeader header, HeaderExtra extra)
    {
        var made = producers.SealedTurn;
        var turn = new TurnSoFar(chain.Calendar.TurnOf(extra.Slot), []);
        if (made.Turn != turn.Turn || header.Number == 0) return turn;
        var schedule = producers.ScheduleOf(chain.Calendar.RoundOf(turn.Turn), header.PrevRandao, chain.Parameters);
        if (made.ByPrimary) turn = turn.With(new SealedSlot(extra.Slot, schedule.PrimaryOf(turn.Turn)));
        return made.ByStandby && schedule.StandbyOf(turn.Turn) is { } standby ? turn.With(new SealedSlot(extra.Slot, standby)) : turn;
    }
}
