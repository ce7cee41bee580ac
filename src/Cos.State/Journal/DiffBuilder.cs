using System.Collections.Immutable;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>Compares a block's accounts with the parent state.</summary>
internal static class DiffBuilder
{
    /// <summary>The real differences, sorted.</summary>
    internal static StateDiff Build(LiveAccounts live)
    {
        var accounts = live.Table;
        var changes = new List<AccountChange>();
        var codes = new SortedDictionary<Hash256, ReadOnlyMemory<byte>>();
        for (var i = 0; i < accounts.Count; i++)
        {
            var record = accounts[i];
            if (!record.IsLoaded || Change(record, live.Parent) is not { } change)
            {
                continue;
            }

            changes.Add(change);
            if (change.After is { } after && after.CodeHash != record.Parent.CodeHash && after.CodeHash != Account.EmptyCodeHash)
            {
                Invariant.Require(live.NewCodes.TryGetValue(after.CodeHash, out var code), "a new code hash has its code");
                codes[after.CodeHash] = code;
            }
        }

        changes.Sort(static (a, b) => a.Address.CompareTo(b.Address));
        return new StateDiff([.. changes], [.. codes.Select(static entry => new CodeEntry(entry.Key, entry.Value))]);
    }

    private static AccountChange? Change(AccountRecord record, IStateView parent)
    {
        var isWiped = record.IsStorageWiped && record.Parent.HasStorage;
        if (!record.Exists)
        {
            return record.IsInParent ? new AccountChange(record.Address, record.Parent, null, isWiped, []) : null;
        }

        var slots = Slots(record, isWiped, parent);
        var after = new Account(record.Nonce, record.Balance, record.CodeHash, isWiped ? Account.EmptyRoot : record.Parent.StorageRoot);
        var isChanged = !record.IsInParent || after != record.Parent || slots.Length > 0;
        return isChanged ? new AccountChange(record.Address, record.IsInParent ? record.Parent : null, after, isWiped, slots) : null;
    }

    private static ImmutableArray<SlotChange> Slots(AccountRecord record, bool isWiped, IStateView parent)
    {
        var changes = new List<SlotChange>();
        for (var i = 0; i < record.Slots?.Count; i++)
        {
            ref var entry = ref record.Slots[i];
            var key = entry.Key;
            if (isWiped && !entry.Current.IsZero)
            {
                changes.Add(new SlotChange(key, parent.GetStorage(record.Address, key), entry.Current));
            }
            else if (!isWiped && entry.Current != entry.Parent)
            {
                changes.Add(new SlotChange(key, entry.Parent, entry.Current));
            }
        }

        changes.Sort(static (a, b) => a.Slot.CompareTo(b.Slot));
        return [.. changes];
    }
}
