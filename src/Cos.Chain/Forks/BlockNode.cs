using Cos.Chain.Ports;
using Cos.Consensus.Dpos;
using Cos.Contracts.Producers;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Chain.Forks;

/// <summary>A valid block of some branch with its state, and the facts of the branch that its children are judged by.</summary>
internal sealed class BlockNode(IWorldState state)
{
    private volatile IWorldState _state = state;

    public required ExecutedBlock Block { get; init; }

    public required HeaderExtra Extra { get; init; }

    /// <summary>The parent, while it is in the tree.</summary>
    public BlockNode? Parent { get; set; }

    /// <summary>The hashes of the blocks before this one.</summary>
    public required AncestorHashes Ancestors { get; init; }

    /// <summary>The branch's blocks in this one's turn, this one among them.</summary>
    public required TurnSoFar Turn { get; init; }

    /// <summary>The voting set in the state after this block.</summary>
    public required VotingSet VotingSet { get; init; }

    /// <summary>The newest certificate carried on the branch up to this block.</summary>
    public required CarriedCertificate Carried { get; init; }

    /// <summary>The voting set in the state of the block of <see cref="Carried"/>: the next certificate is checked with it.</summary>
    public required VotingSet CertifyingSet { get; init; }

    /// <summary>The state after this block; read by any thread.</summary>
    public IWorldState State => _state;

    /// <summary>The state as a layer; null once it is the store's.</summary>
    public StateLayer? Layer => _state as StateLayer;

    public BlockHash Hash => Block.Hash;

    public ulong Number => Block.Number;

    public ulong Slot => Extra.Slot;

    public BlockHeader Header => Block.Header;

    /// <summary>Puts the store's state in place of the layer that went into it.</summary>
    public void Settle(IWorldState stored) => _state = stored;

    /// <summary>The node of the branch at a height; null where it is not in the tree.</summary>
    public BlockNode? AncestorAt(ulong number)
    {
        var node = this;
        while (node is not null && node.Number > number) node = node.Parent;
        return node?.Number == number ? node : null;
    }

    /// <summary>The branch as the fork choice sees it.</summary>
    public BranchTip TipSeenFrom(BlockNode final) => new(AncestorAt(final.Number) == final, true, Block.TotalWeight, Slot, Hash);
}
