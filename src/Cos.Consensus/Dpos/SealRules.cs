using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>The rules of a header that need the parent's state and branch: who sealed it, with what right, and its randomness.</summary>
public static class SealRules
{
    /// <summary>Whether the sealer may have made this header, and did.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="header">A header that passed <see cref="HeaderRules"/>.</param>
    /// <param name="extra">Its decoded extraData.</param>
    /// <param name="branch">The branch it builds on.</param>
    public static BlockRejection? Check(DposChain chain, BlockHeader header, HeaderExtra extra, SealBranch branch)
    {
        var right = TurnRight.Check(chain.Calendar, branch.Schedule, branch.ParentTurn, extra.Slot, header.Coinbase);
        if (right is not null) return right;
        var weight = TurnRight.WeightOf(chain.Calendar, branch.Schedule, extra.Slot, header.Coinbase);
        if (header.Difficulty != weight) return BlockRejection.WrongWeight;
        if (branch.SealerKey is not { } key) return BlockRejection.UnknownSealer;
        if (!Seal.Verify(chain, header, extra, key)) return BlockRejection.BadSeal;
        return CheckRandao(chain, header, extra, branch, key);
    }

    private static BlockRejection? CheckRandao(DposChain chain, BlockHeader header, HeaderExtra extra, SealBranch branch, in Hash256 key)
    {
        var turn = chain.Calendar.TurnOf(extra.Slot);
        if (branch.ParentTurn.At(turn).HasBlockOf(header.Coinbase))
        {
            if (!extra.RandaoReveal.IsEmpty) return BlockRejection.RevealUnexpected;
            return header.PrevRandao == branch.ParentRandao ? null : BlockRejection.WrongRandao;
        }

        if (extra.RandaoReveal.IsEmpty) return BlockRejection.RevealMissing;
        if (!Randao.TryNext(chain, key, turn, extra.RandaoReveal.Span, branch.ParentRandao, out var randao)) return BlockRejection.BadReveal;
        return header.PrevRandao == randao ? null : BlockRejection.WrongRandao;
    }
}
