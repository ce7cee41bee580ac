using System.Collections.Immutable;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Cli.Runs;

/// <summary>The accounts after a run.</summary>
internal static class PostState
{
    /// <summary>Lays what a run changed over the accounts before it; in ascending order of address.</summary>
    public static ImmutableArray<GenesisAccount> Of(IEnumerable<KeyValuePair<Address, GenesisAccount>> before, StateDiff diff)
    {
        var codes = diff.Codes.ToDictionary(static c => c.Hash, static c => c.Code);
        var accounts = new SortedDictionary<Address, GenesisAccount>(before.ToDictionary());
        foreach (var change in diff.Accounts)
        {
            if (change.After is not { } after)
            {
                accounts.Remove(change.Address);
                continue;
            }

            var known = accounts.GetValueOrDefault(change.Address);
            var code = after.CodeHash == Account.EmptyCodeHash ? ReadOnlyMemory<byte>.Empty : codes.TryGetValue(after.CodeHash, out var set) ? set : known?.Code ?? default;
            accounts[change.Address] = new GenesisAccount(change.Address, after.Balance, after.Nonce, code, Slots(change, known));
        }

        return [.. accounts.Values];
    }

    private static ImmutableArray<(UInt256 Slot, UInt256 Value)> Slots(AccountChange change, GenesisAccount? known)
    {
        var slots = new SortedDictionary<UInt256, UInt256>();
        if (known is not null && !change.StorageWiped)
        {
            foreach (var (slot, value) in known.Storage) slots[slot] = value;
        }

        foreach (var slot in change.Slots) slots[slot.Slot] = slot.After;
        return [.. slots.Where(static s => !s.Value.IsZero).Select(static s => (s.Key, s.Value))];
    }
}
