using System.Collections.Immutable;
using Cos.Primitives;
using Cos.Primitives.Values;

namespace Cos.State.Diff;

/// <summary>What a block changes in its parent's state, and nothing that stayed as it was.</summary>
/// <param name="Accounts">The changed accounts in ascending order of address.</param>
/// <param name="Codes">Codes that accounts took on, in ascending order of hash, each once; some may be in the parent state too.</param>
public sealed record StateDiff(ImmutableArray<AccountChange> Accounts, ImmutableArray<CodeEntry> Codes)
{
    /// <summary>No change.</summary>
    public static readonly StateDiff None = new([], []);

    /// <summary>Σ of the changed accounts' balances in the parent state.</summary>
    public BalanceSum BalancesBefore()
    {
        var sum = default(BalanceSum);
        foreach (var change in Accounts)
        {
            if (change.Before is { } before)
            {
                sum = sum.Plus(before.Balance);
            }
        }

        return sum;
    }

    /// <summary>Σ of the changed accounts' balances now; equal to <see cref="BalancesBefore"/> where credit was only moved.</summary>
    public BalanceSum BalancesAfter()
    {
        var sum = default(BalanceSum);
        foreach (var change in Accounts)
        {
            if (change.After is { } after)
            {
                sum = sum.Plus(after.Balance);
            }
        }

        return sum;
    }

    /// <summary>The same with the storage roots that the trie computed, one for each account in order.</summary>
    public StateDiff WithStorageRoots(ReadOnlySpan<Hash256> storageRoots)
    {
        Invariant.Require(storageRoots.Length == Accounts.Length, "a storage root for each changed account");
        var accounts = ImmutableArray.CreateBuilder<AccountChange>(Accounts.Length);
        for (var i = 0; i < Accounts.Length; i++)
        {
            var change = Accounts[i];
            accounts.Add(change.After is { } after && after.StorageRoot != storageRoots[i]
                ? change with { After = after with { StorageRoot = storageRoots[i] } }
                : change);
        }

        return this with { Accounts = accounts.MoveToImmutable() };
    }
}
