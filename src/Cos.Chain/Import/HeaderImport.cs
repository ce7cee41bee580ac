using Cos.Chain.Forks;
using Cos.Consensus.Dpos;
using Cos.Consensus.Tally;
using Cos.Contracts.Producers;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;

namespace Cos.Chain.Import;

/// <summary>Gathers what the header rules ask of the parent's state and branch, and asks them.</summary>
internal static class HeaderImport
{
    /// <summary>Judges a header on its parent.</summary>
    public static BlockRejection? Check(ChainSpec spec, DposChain chain, BlockHeader header, HeaderExtra extra, BlockNode parent)
    {
        var baseFee = BaseFeeAfter(spec, parent.Header);
        if (HeaderRules.Check(chain, header, extra, parent.Header, parent.Slot, baseFee) is { } fault) return fault;
        var producers = new ProducersReader(parent.State);
        var branch = new SealBranch
        {
            Schedule = ScheduleAfter(chain, producers, parent.Header, extra.Slot),
            ParentTurn = parent.Turn,
            ParentRandao = parent.Header.PrevRandao,
            SealerKey = producers.TryGetKey(header.Coinbase, out var key) ? key : null,
        };
        if (SealRules.Check(chain, header, extra, branch) is { } seal) return seal;
        return extra.Certificate is null ? null : CertificateRules.Check(chain, extra.Certificate, CertificatesOf(parent, extra.Certificate.BlockNumber));
    }

    /// <summary>The base fee of a block's child.</summary>
    public static UInt256 BaseFeeAfter(ChainSpec spec, BlockHeader parent) =>
        BaseFee.Next(spec.RulesAt(parent.Number + 1), parent.GasUsed, parent.GasLimit, parent.BaseFeePerGas ?? UInt256.Zero);

    /// <summary>The schedule that judges a child of a block in a slot.</summary>
    public static RoundSchedule ScheduleAfter(DposChain chain, ProducersReader producers, BlockHeader parent, ulong slot) =>
        producers.ScheduleOf(chain.Calendar.RoundOfSlot(slot), parent.PrevRandao, chain.Parameters);

    private static CertificateBranch CertificatesOf(BlockNode parent, ulong number) => new()
    {
        NewestInstance = parent.Carried.Instance,
        NewestNumber = parent.Carried.BlockNumber,
        Set = parent.CertifyingSet,
        AncestorHash = HashAt(parent, number),
    };

    private static BlockHash? HashAt(BlockNode node, ulong number)
    {
        if (node.AncestorAt(number) is { } ancestor) return ancestor.Hash;
        var hash = node.Ancestors.At(number);
        return hash.IsZero ? null : new BlockHash(hash);
    }
}
