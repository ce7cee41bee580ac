using Cos.Chain.Forks;
using Cos.Chain.Pool;
using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Contracts.Producers;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.Vm;

namespace Cos.Chain.Import;

/// <summary>Finds a block valid and commits it, or names why not. Own blocks take the same way.</summary>
internal sealed class BlockImport(ChainSpec spec, DposChain chain, CanonicalChain canon, TransactionPool pool, Workspace workspace)
{
    private readonly Condemned _condemned = new();
    private readonly WaitingRoom _waiting = new();

    /// <summary>Takes a block from elsewhere; one whose slot begins within a turn is kept until then.</summary>
    public BlockRejection? Take(Block block, UnixMillis now)
    {
        var hash = HeaderCodec.Hash(block.Header);
        if (canon.Tree.TryGet(hash, out _)) return BlockRejection.AlreadyKnown;
        if (_condemned.Contains(hash) || _condemned.Contains(block.Header.ParentHash)) return Condemn(hash, BlockRejection.InvalidParent);
        if (!canon.Tree.TryGet(block.Header.ParentHash, out var parent)) return WhereParentIs(block.Header);
        if (canon.Tree.IsFull || parent.AncestorAt(canon.Anchor.Number) != canon.Anchor) return BlockRejection.ForksTooDeep;
        if (block.Header.ExtraBytes.Length > HeaderExtra.EncodedBytesMax) return Condemn(hash, BlockRejection.ExtraOversized);
        if (!HeaderExtraCodec.TryDecode(block.Header.ExtraBytes.Span, out var extra)) return Condemn(hash, BlockRejection.MalformedExtra);
        if (CheckClock(block, extra, now) is { } clock) return clock;
        if (HeaderImport.Check(spec, chain, block.Header, extra, parent) is { } header) return Condemn(hash, header);
        if (BlockExecution.CheckBody(spec, block) is { } body) return body; // another body may fit the hash
        if (BlockExecution.Run(spec, chain, block, extra, parent, pool.Index, workspace, out var outcome) is { } run) return Condemn(hash, run);
        Invariant.Require(outcome is not null, "a block that ran has an outcome");
        if (BlockExecution.Compare(block.Header, outcome) is { } difference) return Condemn(hash, difference);
        return Commit(block, hash, extra, parent, outcome, false);
    }

    /// <summary>
    /// Takes a block made here. Its header and seal are verified like any other's; what is not done twice is the execution, because the outcome is the very
    /// object that the assembly gave while the block was made.
    /// </summary>
    public void TakeOwn(MadeBlock made, BlockNode parent)
    {
        var header = made.Block.Header;
        bool decodes = HeaderExtraCodec.TryDecode(header.ExtraBytes.Span, out var extra);
        Invariant.Require(decodes && extra is not null, "an own header decodes");
        var fault = HeaderImport.Check(spec, chain, header, extra, parent) ?? BlockExecution.Compare(header, made.Outcome);
        fault ??= Commit(made.Block, HeaderCodec.Hash(header), extra, parent, made.Outcome, true);
        Invariant.Require(fault is null, $"an own block is valid, not {fault}");
    }

    /// <summary>Takes the kept blocks whose time has come.</summary>
    public void TakeWaiting(UnixMillis now)
    {
        ulong slot = chain.Calendar.SlotAt(new UnixMillis(now.Value + chain.Parameters.ClockDriftMillisecondsMax));
        while (_waiting.TryTake(slot, out var block) && block is not null) Take(block, now);
    }

    private BlockRejection? Commit(Block block, BlockHash hash, HeaderExtra extra, BlockNode parent, BlockOutcome outcome, bool isOwn)
    {
        var node = NodeAssembly.Child(chain, parent, block, hash, extra, outcome);
        var set = new ProducersReader(node.State).VotingSet;
        var setHash = VotingSetCodec.Hash(set);
        bool changed = setHash != VotingSetCodec.Hash(parent.VotingSet);
        if (changed != extra.VotingSet is not null || setHash != VotingSetCodec.Hash(node.VotingSet)) return Condemn(hash, BlockRejection.WrongVotingSet);
        canon.Accept(node, isOwn);
        return null;
    }

    private BlockRejection? CheckClock(Block block, HeaderExtra extra, UnixMillis now)
    {
        switch (ClockRule.Judge(chain, extra.Slot, now))
        {
            case ClockVerdict.Take:
                return null;
            case ClockVerdict.Wait:
                _waiting.Keep(block, extra.Slot);
                return BlockRejection.TooEarly;
            default:
                return BlockRejection.FarFuture;
        }
    }

    private BlockRejection WhereParentIs(BlockHeader header) =>
        header.Number <= canon.Anchor.Number ? BlockRejection.ForksTooDeep : BlockRejection.UnknownParent;

    private BlockRejection Condemn(in BlockHash hash, BlockRejection rejection)
    {
        _condemned.Add(hash);
        return rejection;
    }
}
