using Cos.Crypto.Hashing;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;

namespace Cos.State.View;

/// <summary>A whole state in dictionaries, for tests, simulations and building a genesis. Readers may share it while nobody changes it.</summary>
public sealed class MemoryState : IWorldState
{
    private readonly Dictionary<Address, Account> _accounts = new(AddressComparer.Instance);
    private readonly Dictionary<Address, Dictionary<UInt256, UInt256>> _storage = new(AddressComparer.Instance);
    private readonly Dictionary<Hash256, ReadOnlyMemory<byte>> _codes = [];
    private readonly Dictionary<byte[], byte[]> _nodes = new(BytesComparer.Instance);

    /// <inheritdoc/>
    public Hash256 StateRoot { get; private set; } = Account.EmptyRoot;

    /// <inheritdoc/>
    public bool TryGetAccount(in Address address, out Account account) => _accounts.TryGetValue(address, out account);

    /// <inheritdoc/>
    public UInt256 GetStorage(in Address address, in UInt256 slot) =>
        _storage.TryGetValue(address, out var slots) ? slots.GetValueOrDefault(slot) : UInt256.Zero;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _codes.GetValueOrDefault(codeHash);

    /// <inheritdoc/>
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        var isFound = _nodes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var node);
        rlp = node;
        return isFound;
    }

    /// <summary>Puts accounts whose addresses have none yet; empty accounts (EIP-161) are put as well, zero slots are not.</summary>
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

    /// <summary>Makes a block's changes, to the tries too; answers the new state root.</summary>
    public Hash256 Apply(StateDiff diff)
    {
        var update = StateTrie.Apply(this, StateRoot, diff);
        Apply(diff.WithStorageRoots(update.StorageRoots.AsSpan()), update);
        return update.Root;
    }

    private void Apply(StateDiff diff, TrieUpdate update)
    {
        foreach (var change in diff.Accounts)
        {
            ApplyStorage(change);
            if (change.After is { } after)
            {
                _accounts[change.Address] = after;
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

        foreach (var node in update.Nodes)
        {
            if (node.IsDeleted)
            {
                _nodes.Remove(node.Key);
            }
            else
            {
                _nodes[node.Key] = node.Rlp;
            }
        }

        StateRoot = update.Root;
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

        if (!_storage.TryGetValue(change.Address, out var slots))
        {
            _storage[change.Address] = slots = [];
        }

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
    }
}
