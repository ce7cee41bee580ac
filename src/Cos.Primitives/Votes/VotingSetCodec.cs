using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Votes;

/// <summary>The RLP of a voting set: a list of [address, key] by strictly ascending address; its keccak is the set's hash.</summary>
public static class VotingSetCodec
{
    /// <summary>Encodes in a new array.</summary>
    public static byte[] Encode(VotingSet set)
    {
        RlpWriter writer = new();
        Write(set, writer);
        return writer.ToArray();
    }

    /// <summary>keccak of the encoding: the setHash that votes and certificates name.</summary>
    public static Hash256 Hash(VotingSet set) => new(Keccak256.Hash(Encode(set)));

    /// <summary>Writes the set as one list.</summary>
    public static void Write(VotingSet set, RlpWriter writer)
    {
        writer.StartList();
        foreach (VotingMember member in set.Members)
        {
            writer.StartList();
            writer.Write(member.Address);
            writer.Write(member.Key);
            writer.EndList();
        }

        writer.EndList();
    }

    /// <summary>Decodes one set that fills <paramref name="encoded"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out VotingSet? set)
    {
        RlpReader reader = new(encoded);
        return TryRead(ref reader, out set) && reader.AtEnd;
    }

    /// <summary>Reads the next item as a set of 1 to 255 members in order.</summary>
    public static bool TryRead(ref RlpReader reader, [NotNullWhen(true)] out VotingSet? set)
    {
        set = null;
        if (!reader.TryReadList(out RlpReader list)) return false;
        var members = ImmutableArray.CreateBuilder<VotingMember>();
        while (!list.AtEnd)
        {
            if (members.Count == VotingSet.MembersMax || !list.TryReadList(out RlpReader item)) return false;
            if (!item.TryReadAddress(out Address address) || !item.TryReadHash(out Hash256 key) || !item.AtEnd) return false;
            if (members.Count > 0 && members[^1].Address.CompareTo(address) >= 0) return false;
            members.Add(new VotingMember(address, key));
        }

        if (members.Count == 0) return false;
        set = new VotingSet(members.DrainToImmutable());
        return true;
    }
}
