using Cos.Crypto.Hashing;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;

namespace Cos.State.View;

/// <summary>A state held in dictionaries, for tests, simulations and building a genesis. Readers may share it while nobody changes it.</summary>
public sealed class MemoryState : IStateView
{
    private readonly Dictionary<Address, Account> _accounts = [];
    private readonly Dictionary<Address, Dictionary<UInt256, UInt256>> _storage = [];
    private readonly Dictionary<Hash256, ReadOnlyMemory<byte>> _codes = [];

    /// <inheritdoc/>
    public bool TryGetAccount(in Address address, out Account account) => _accounts.TryGetValue(address, out account);

    /// <inheritdoc/>
    public UInt256 GetStorage(in Address address, in UInt256 slot) =>
        _storage.TryGetValue(address, out var slots) ? slots.GetValueOrDefault(slot) : UInt256.Zero;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _codes.GetValueOrDefault(codeHash);

    /// <summary>Puts accounts whose addresses have none yet; empty accounts (EIP-161) are put as well.</summary>
    public void Put(IEnumerable<GenesisAccount> accounts)
    {
        var changes = new SortedDictionary<Address, AccountChange>();
        var codes = new SortedDictionary<Hash256, CodeEntry>();
        foreach (var account in accounts)
        {
            var codeHash = account.Code.IsEmpty ? Account.EmptyCodeHash : new Hash256(Keccak256.Hash(account.Code.Span));
            codes[codeHash] = new CodeEntry(codeHash, account.Code);
            var slots = account.Storage.Where(static slot => !slot.Value.IsZero)
                .OrderBy(static slot => slot.Slot)
                .Select(static slot => new SlotChange(slot.Slot, UInt256.Zero, slot.Value));
            var after = new Account(account.Nonce, account.Balance, codeHash, Account.EmptyRoot);
            changes[account.Address] = new AccountChange(account.Address, null, after, false, [.. slots]);
        }

        Apply(new StateDiff([.. changes.Values], [.. codes.Values]));
    }

    /// <summary>Makes a block's changes.</summary>
    public void Apply(StateDiff diff)
    {
        foreach (var change in diff.Accounts)
        {
            ApplyStorage(change);
            if (change.After is { } after)
            {
                _accounts[change.Address] = after with { StorageRoot = _storage.ContainsKey(change.Address) ? Hash256.Zero : Account.EmptyRoot };
            }
            else
            {
                _accounts.Remove(change.Address);
            }
        }

        foreach (var code in diff.Codes)
        {
            _codes[code.Hash] = code.Code;
        }
    }

    private void ApplyStorage(AccountChange change)
    {
        if (change.StorageWiped || change.After is null)
        {
            _storage.Remove(change.Address);
        }

        if (change.Slots.IsEmpty)
        {
            return;
        }

        var slots = _storage.GetValueOrDefault(change.Address) ?? [];
        foreach (var slot in change.Slots)
        {
            if (slot.After.IsZero)
            {
                slots.Remove(slot.Slot);
            }
            else
            {
                slots[slot.Slot] = slot.After;
            }
        }

        _storage[change.Address] = slots;
        if (slots.Count == 0)
        {
            _storage.Remove(change.Address);
        }
    }
}
