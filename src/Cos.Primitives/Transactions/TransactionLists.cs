using System.Collections.Immutable;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>The lists inside typed envelopes. Their length is bounded by the bytes they are read from.</summary>
internal static class TransactionLists
{
    // An entry's encoding is never shorter than this, which bounds what a claimed list may make us allocate.
    private const int AccessEntryBytesMin = 23, HashBytes = 33;

    internal static void Write(ImmutableArray<AccessListEntry> accesses, RlpWriter writer)
    {
        writer.StartList();
        foreach (AccessListEntry entry in accesses)
        {
            writer.StartList();
            writer.Write(entry.Address);
            writer.StartList();
            foreach (UInt256 slot in entry.Slots) writer.Write(Hash256.FromUInt256(in slot));
            writer.EndList();
            writer.EndList();
        }

        writer.EndList();
    }

    internal static void Write(ImmutableArray<Authorization> authorizations, RlpWriter writer)
    {
        writer.StartList();
        foreach (Authorization authorization in authorizations)
        {
            writer.StartList();
            writer.Write(authorization.ChainId);
            writer.Write(authorization.Target);
            writer.Write(authorization.Nonce);
            writer.Write(authorization.Signature.V);
            writer.Write(authorization.Signature.R);
            writer.Write(authorization.Signature.S);
            writer.EndList();
        }

        writer.EndList();
    }

    internal static bool TryReadAccesses(ref RlpReader fields, out ImmutableArray<AccessListEntry> accesses)
    {
        accesses = [];
        RlpReader ahead = fields;
        if (!ahead.TryReadList(out RlpReader list)) return false;
        var entries = ImmutableArray.CreateBuilder<AccessListEntry>(list.Rest.Length / AccessEntryBytesMin);
        while (!list.AtEnd)
        {
            if (!list.TryReadList(out RlpReader entry) || !entry.TryReadAddress(out Address address)) return false;
            if (!TryReadSlots(ref entry, out ImmutableArray<UInt256> slots) || !entry.AtEnd) return false;
            entries.Add(new AccessListEntry(address, slots));
        }

        accesses = entries.DrainToImmutable();
        fields = ahead;
        return true;
    }

    private static bool TryReadSlots(ref RlpReader entry, out ImmutableArray<UInt256> slots)
    {
        slots = [];
        if (!entry.TryReadList(out RlpReader list)) return false;
        var words = ImmutableArray.CreateBuilder<UInt256>(list.Rest.Length / HashBytes);
        while (!list.AtEnd)
        {
            if (!list.TryReadFixed(UInt256.Size, out ReadOnlySpan<byte> word)) return false;
            words.Add(UInt256.FromBigEndian(word));
        }

        slots = words.DrainToImmutable();
        return true;
    }

    internal static bool TryReadHashes(ref RlpReader fields, out ImmutableArray<Hash256> hashes)
    {
        hashes = [];
        RlpReader ahead = fields;
        if (!ahead.TryReadList(out RlpReader list)) return false;
        var read = ImmutableArray.CreateBuilder<Hash256>(list.Rest.Length / HashBytes);
        while (!list.AtEnd)
        {
            if (!list.TryReadHash(out Hash256 hash)) return false;
            read.Add(hash);
        }

        hashes = read.DrainToImmutable();
        fields = ahead;
        return true;
    }

    internal static bool TryReadAuthorizations(ref RlpReader fields, out ImmutableArray<Authorization> authorizations)
    {
        authorizations = [];
        RlpReader ahead = fields;
        if (!ahead.TryReadList(out RlpReader list)) return false;
        var read = ImmutableArray.CreateBuilder<Authorization>();
        while (!list.AtEnd)
        {
            if (!list.TryReadList(out RlpReader item) || !TryReadAuthorization(ref item, out Authorization? authorization)) return false;
            read.Add(authorization);
        }

        authorizations = read.DrainToImmutable();
        fields = ahead;
        return true;
    }

    // EIP-7702: the bounds whose breach makes the whole transaction invalid; a parity of 2–255 only voids the one authorization.
    private static bool TryReadAuthorization(ref RlpReader item, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Authorization? authorization)
    {
        authorization = null;
        if (!item.TryReadUInt256(out UInt256 chainId) || !item.TryReadAddress(out Address target) || !item.TryReadUInt64(out ulong nonce)) return false;
        if (!item.TryReadUInt256(out UInt256 parity) || parity > (UInt256)byte.MaxValue) return false;
        if (!item.TryReadUInt256(out UInt256 r) || !item.TryReadUInt256(out UInt256 s) || !item.AtEnd) return false;
        authorization = new Authorization(chainId, target, nonce, new TransactionSignature(parity, r, s));
        return true;
    }
}
