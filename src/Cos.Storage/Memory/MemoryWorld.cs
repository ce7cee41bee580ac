using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Storage.Memory;

/// <summary>A whole state that never changes: the next one shares with it what a block left alone.</summary>
internal sealed class MemoryWorld : IWorldState
{
    public static readonly MemoryWorld Empty = new();

    private readonly ImmutableDictionary<Address, Account> _accounts = ImmutableDictionary<Address, Account>.Empty;
    private readonly ImmutableDictionary<Address, ImmutableDictionary<UInt256, UInt256>> _storage = ImmutableDictionary<Address, ImmutableDictionary<UInt256, UInt256>>.Empty;
    private readonly ImmutableDictionary<Hash256, ReadOnlyMemory<byte>> _codes = ImmutableDictionary<Hash256, ReadOnlyMemory<byte>>.Empty;
    private readonly ImmutableDictionary<string, byte[]> _nodes = ImmutableDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    private MemoryWorld() => StateRoot = Account.EmptyRoot;

    private MemoryWorld(MemoryWorld before, StateLayer layer)
    {
        StateRoot = layer.StateRoot;
        var accounts = before._accounts.ToBuilder();
        var storage = before._storage.ToBuilder();
        foreach (var change in layer.Diff.Accounts)
        {
            if (change.After is { } after) accounts[change.Address] = after;
            else accounts.Remove(change.Address);
            bool isKept = storage.TryGetValue(change.Address, out var old) && !change.StorageWiped && change.After is not null;
            var slots = (isKept && old is not null ? old : ImmutableDictionary<UInt256, UInt256>.Empty).ToBuilder();
            foreach (var slot in change.Slots)
            {
                if (slot.After.IsZero) slots.Remove(slot.Slot);
                else slots[slot.Slot] = slot.After;
            }

            if (slots.Count > 0) storage[change.Address] = slots.ToImmutable();
            else storage.Remove(change.Address);
        }

        (_accounts, _storage) = (accounts.ToImmutable(), storage.ToImmutable());
        _codes = before._codes.SetItems(layer.Diff.Codes.Select(static code => KeyValuePair.Create(code.Hash, code.Code)));
        var nodes = before._nodes.ToBuilder();
        foreach (var node in layer.Nodes)
        {
            if (node.Rlp.Length > 0) nodes[KeyOf(node.Key)] = node.Rlp;
            else nodes.Remove(KeyOf(node.Key));
        }

        _nodes = nodes.ToImmutable();
    }

    public Hash256 StateRoot { get; }

    /// <summary>The state after one more block.</summary>
    public MemoryWorld With(StateLayer layer) => new(this, layer);

    public bool TryGetAccount(in Address address, out Account account) => _accounts.TryGetValue(address, out account);

    public UInt256 GetStorage(in Address address, in UInt256 slot) =>
        _storage.TryGetValue(address, out var slots) && slots.TryGetValue(slot, out var value) ? value : UInt256.Zero;

    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _codes.GetValueOrDefault(codeHash);

    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        bool isFound = _nodes.TryGetValue(KeyOf(key), out var node);
        rlp = node;
        return isFound;
    }

    private static string KeyOf(ReadOnlySpan<byte> key) => Convert.ToHexString(key);
}
