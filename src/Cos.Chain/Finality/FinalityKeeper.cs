using System.Collections.Immutable;
using Cos.Chain.Forks;
using Cos.Chain.Ports;
using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Consensus.Tally;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Chain.Finality;

/// <summary>
/// What is final, and the next certificate. Instance k decides a strict descendant of the block that instance k-1 decided, by the voting set in that one's state.
/// Local seats sign only where they are a quorum by themselves: then the certificate is whole before any signature leaves the process, and the commit
/// that stores it is their journal; a lone precommit would bind them in an instance that this node cannot finish.
/// </summary>
internal sealed class FinalityKeeper(DposChain chain, ImmutableArray<SeatKey> seats)
{
    /// <summary>Certificates looked through for the one that a branch can carry next.</summary>
    private const ulong HandoverSearchMax = 1_024;

    private VotingSet _set = new([]);

    /// <summary>The newest certificate; null before the first.</summary>
    public Certificate? Newest { get; private set; }

    /// <summary>The instance that is running.</summary>
    public ulong RunningInstance => (Newest?.Instance ?? 0) + 1;

    /// <summary>Takes a certificate that was checked: its block is final from now on, and its state's voting set decides next.</summary>
    public void Adopt(Certificate? certificate, VotingSet setAfter)
    {
        Newest = certificate;
        _set = setAfter;
    }

    /// <summary>The certificate of local seats for a head; null where they are no quorum, or the head is not after the final block.</summary>
    public Certificate? Decide(BlockNode head, ulong finalNumber)
    {
        if (head.Number <= finalNumber || CountLocal() < _set.Quorum) return null;
        var vote = new Vote(RunningInstance, 0, VotingSetCodec.Hash(_set), head.Hash, head.Number);
        var tally = new PrecommitTally(chain, _set, vote);
        for (int member = 0; member < _set.Members.Length && !tally.HasQuorum; member++)
        {
            if (LocalKeyOf(_set.Members[member]) is { } seat) tally.TrySign(member, seat.Key);
        }

        return tally.HasQuorum ? tally.ToCertificate() : null;
    }

    /// <summary>The certificate that the next header on a branch carries: the newest that the branch's certifying set has signed, handovers first.</summary>
    public Certificate? ToCarry(BlockNode parent, IBlockStore blocks)
    {
        var setHash = VotingSetCodec.Hash(parent.CertifyingSet);
        ulong lowest = Math.Max(parent.Carried.Instance + 1, RunningInstance > HandoverSearchMax ? RunningInstance - HandoverSearchMax : 1);
        for (ulong instance = RunningInstance - 1; instance >= lowest; instance--)
        {
            var certificate = instance == Newest?.Instance ? Newest : blocks.TryGetCertificate(instance, out var older) ? older : null;
            if (certificate is not null && certificate.SetHash == setHash && IsOn(parent, certificate)) return certificate;
        }

        return null;
    }

    private static bool IsOn(BlockNode node, Certificate certificate)
    {
        if (node.AncestorAt(certificate.BlockNumber) is { } ancestor) return ancestor.Hash == certificate.BlockHash;
        return node.Ancestors.At(certificate.BlockNumber) == certificate.BlockHash.Value && certificate.BlockHash != BlockHash.Zero;
    }

    private int CountLocal()
    {
        int count = 0;
        foreach (var member in _set.Members)
        {
            if (LocalKeyOf(member) is not null) count++;
        }

        return count;
    }

    private SeatKey? LocalKeyOf(VotingMember member)
    {
        foreach (var seat in seats)
        {
            if (seat.Address == member.Address && seat.PublicKey == member.Key) return seat;
        }

        return null;
    }
}
