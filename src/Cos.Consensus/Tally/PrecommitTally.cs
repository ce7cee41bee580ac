using System.Collections.Immutable;
using Cos.Consensus.Dpos;
using Cos.Crypto.Signatures;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Tally;

/// <summary>Counts the precommits for one vote until they are a certificate. Only members' valid signatures count, each once.</summary>
public sealed class PrecommitTally
{
    private readonly DposChain _chain;
    private readonly VotingSet _set;
    private readonly byte[]?[] _signatures;
    private readonly Hash256 _digest;

    /// <summary>Starts to count for a vote of a set.</summary>
    public PrecommitTally(DposChain chain, VotingSet set, Vote vote)
    {
        _chain = chain;
        _set = set;
        _signatures = new byte[set.Members.Length][];
        Vote = vote;
        _digest = CertificateCheck.DigestOf(chain, vote);
    }

    /// <summary>What is voted for.</summary>
    public Vote Vote { get; }

    /// <summary>Members counted.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the members counted are a quorum.</summary>
    public bool HasQuorum => Count >= _set.Quorum;

    /// <summary>Counts a member's signature; false where it is not the member's, or the member was counted.</summary>
    /// <param name="member">The member's place in the set.</param>
    /// <param name="signature">64 bytes, copied.</param>
    public bool TryAdd(int member, ReadOnlySpan<byte> signature)
    {
        if ((uint)member >= (uint)_signatures.Length || _signatures[member] is not null) return false;
        if (signature.Length != CertificateCodec.SignatureBytes) return false;
        if (!Ed25519.Verify(_set.Members[member].Key.Bytes, _digest.Bytes, signature)) return false;
        _signatures[member] = signature.ToArray();
        Count++;
        return true;
    }

    /// <summary>Signs with a member's own key and counts it.</summary>
    public bool TrySign(int member, Ed25519Key key)
    {
        Span<byte> signature = stackalloc byte[CertificateCodec.SignatureBytes];
        key.Sign(_digest.Bytes, signature);
        return TryAdd(member, signature);
    }

    /// <summary>The certificate of all members counted; there must be a quorum.</summary>
    public Certificate ToCertificate()
    {
        Invariant.Require(HasQuorum, "a certificate holds a quorum");
        var bitmap = new byte[CertificateCheck.BitmapBytes(_signatures.Length)];
        var signatures = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(Count);
        for (int member = 0; member < _signatures.Length; member++)
        {
            if (_signatures[member] is not { } signature) continue;
            bitmap[member >> 3] |= (byte)(1 << (member & 7));
            signatures.Add(signature);
        }

        return new Certificate
        {
            ChainId = _chain.ChainId,
            Instance = Vote.Instance,
            Round = Vote.Round,
            SetHash = Vote.SetHash,
            BlockHash = Vote.BlockHash,
            BlockNumber = Vote.BlockNumber,
            Bitmap = bitmap,
            Signatures = signatures.MoveToImmutable(),
        };
    }
}
