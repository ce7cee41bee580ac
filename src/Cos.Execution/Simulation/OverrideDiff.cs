using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Execution.Simulation;

/// <summary>What is pretended of accounts, as changes of a state: laid over it they last for all blocks that follow.</summary>
internal static class OverrideDiff
{
    /// <summary>The changes; empty where all that is pretended is so.</summary>
    internal static StateDiff Of(IStateView state, StateOverrides overrides)
    {
        var changes = new SortedDictionary<Address, AccountChange>();
        var codes = new SortedDictionary<Hash256, ReadOnlyMemory<byte>>();
        foreach (var pretended in overrides.Accounts)
        {
            Hash256? codeHash = null;
            if (pretended.Code is { } code)
            {
                codeHash = new Hash256(Keccak256.Hash(code.Span));
                if (!code.IsEmpty) codes[codeHash.Value] = code;
            }

            if (Change(state, pretended, codeHash) is { } change) changes[pretended.Address] = change;
        }

        return new StateDiff([.. changes.Values], [.. codes.Select(static entry => new CodeEntry(entry.Key, entry.Value))]);
    }

    private static AccountChange? Change(IStateView state, AccountOverride pretended, Hash256? codeHash)
    {
        bool exists = state.TryGetAccount(pretended.Address, out var found);
        var before = exists ? found : Account.Empty;
        bool isWiped = pretended.State is not null && before.HasStorage;
        var after = before with
        {
            Nonce = pretended.Nonce ?? before.Nonce,
            Balance = pretended.Balance ?? before.Balance,
            CodeHash = codeHash ?? before.CodeHash,
            StorageRoot = isWiped ? Account.EmptyRoot : before.StorageRoot,
        };
        var slots = Slots(state, pretended, isWiped);
        bool isSame = after == before && slots.IsEmpty;
        return isSame ? null : new AccountChange(pretended.Address, exists ? before : null, after, isWiped, slots);
    }

    private static ImmutableArray<SlotChange> Slots(IStateView state, AccountOverride pretended, bool isWiped)
    {
        var values = new SortedDictionary<UInt256, UInt256>();
        foreach (var (slot, value) in pretended.State ?? []) values[slot] = value;
        foreach (var (slot, value) in pretended.StateDiff) values[slot] = value;
        var slots = ImmutableArray.CreateBuilder<SlotChange>();
        foreach (var (slot, value) in values)
        {
            var before = state.GetStorage(pretended.Address, in slot);
            if (isWiped ? !value.IsZero : value != before) slots.Add(new SlotChange(slot, before, value));
        }

        return slots.ToImmutable();
    }
}
