using System.Collections.Immutable;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>Lists what a transaction made warm (EIP-2929).</summary>
internal static class WarmList
{
    /// <summary>The warm addresses, and the addresses of warm slots, sorted.</summary>
    internal static ImmutableArray<AccessListEntry> Of(AccountTable accounts, uint generation)
    {
        var entries = new List<AccessListEntry>();
        for (var i = 0; i < accounts.Count; i++)
        {
            var record = accounts[i];
            var slots = Slots(record, generation);
            if (record.WarmGeneration == generation || slots.Length > 0)
            {
                entries.Add(new AccessListEntry(record.Address, slots));
            }
        }

        entries.Sort(static (a, b) => a.Address.CompareTo(b.Address));
        return [.. entries];
    }

    private static ImmutableArray<UInt256> Slots(AccountRecord record, uint generation)
    {
        var slots = new List<UInt256>();
        for (var i = 0; i < record.Slots?.Count; i++)
        {
            ref var entry = ref record.Slots[i];
            if (entry.WarmGeneration == generation)
            {
                slots.Add(entry.Key);
            }
        }

        slots.Sort();
        return [.. slots];
    }
}
