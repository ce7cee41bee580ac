using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.State.Diff;

/// <summary>
/// One block's state as its changes over a parent: another layer, or the base below all layers. Any number of readers at once.
/// Whoever advances the base under a layer keeps what the layer's readers see: a base that has taken in the layers up to some block answers
/// right to every layer from that block on, and to none before it.
/// </summary>
public sealed class StateLayer : IWorldState
{
    private readonly Dictionary<Address, AccountChange> _accounts;
    private readonly Dictionary<Hash256, ReadOnlyMemory<byte>> _codes;
    private readonly Dictionary<byte[], byte[]> _nodes;
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _nodesBySpan;
    private volatile IWorldState _parent;

    /// <summary>Lays a block's changes and what they do to the tries over its parent's state.</summary>
    public StateLayer(IWorldState parent, ulong blockNumber, BlockHash blockHash, StateDiff diff, TrieUpdate update)
    {
        _parent = parent;
        (BlockNumber, BlockHash, StateRoot) = (blockNumber, blockHash, update.Root);
        (Diff, Nodes) = (diff.WithStorageRoots(update.StorageRoots.AsSpan()), update.Nodes);

        _accounts = new Dictionary<Address, AccountChange>(Diff.Accounts.Length, AddressComparer.Instance);
        foreach (var change in Diff.Accounts)
        {
            _accounts.Add(change.Address, change);
        }

        _codes = new Dictionary<Hash256, ReadOnlyMemory<byte>>(diff.Codes.Length);
        foreach (var code in diff.Codes)
        {
            _codes.Add(code.Hash, code.Code);
        }

        _nodes = new Dictionary<byte[], byte[]>(Nodes.Length, BytesComparer.Instance);
        _nodesBySpan = _nodes.GetAlternateLookup<ReadOnlySpan<byte>>();
        foreach (var node in Nodes)
        {
            _nodes.Add(node.Key, node.Rlp);
        }
    }

    /// <summary>The block's number.</summary>
    public ulong BlockNumber { get; }

    /// <summary>The block's hash.</summary>
    public BlockHash BlockHash { get; }

    /// <inheritdoc/>
    public Hash256 StateRoot { get; }

    /// <summary>The block's changes, storage roots filled in.</summary>
    public StateDiff Diff { get; }

    /// <summary>The nodes that the block wrote or deleted, each key once.</summary>
    public ImmutableArray<TrieNodeChange> Nodes { get; }

    /// <summary>The state below.</summary>
    public IWorldState Parent => _parent;

    /// <summary>Puts the layer over another state that answers the same as its parent: the base, once it took in the layers between.</summary>
    public void Rebase(IWorldState newParent) => _parent = newParent;

    /// <inheritdoc/>
    public bool TryGetAccount(in Address address, out Account account)
    {
        IWorldState state = this;
        while (state is StateLayer layer)
        {
            if (layer._accounts.TryGetValue(address, out var change))
            {
                account = change.After.GetValueOrDefault();
                return change.After.HasValue;
            }

            state = layer._parent;
        }

        return state.TryGetAccount(address, out account);
    }

    /// <inheritdoc/>
    public UInt256 GetStorage(in Address address, in UInt256 slot)
    {
        IWorldState state = this;
        while (state is StateLayer layer)
        {
            if (layer._accounts.TryGetValue(address, out var change))
            {
                if (TryFind(change.Slots, slot, out var value))
                {
                    return value;
                }

                if (change.StorageWiped || change.After is not { HasStorage: true })
                {
                    return UInt256.Zero;
                }
            }

            state = layer._parent;
        }

        return state.GetStorage(address, slot);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash)
    {
        IWorldState state = this;
        while (state is StateLayer layer)
        {
            if (layer._codes.TryGetValue(codeHash, out var code))
            {
                return code;
            }

            state = layer._parent;
        }

        return state.GetCode(codeHash);
    }

    /// <inheritdoc/>
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        IWorldState state = this;
        while (state is StateLayer layer)
        {
            if (layer._nodesBySpan.TryGetValue(key, out var node))
            {
                rlp = node;
                return node.Length > 0;
            }

            state = layer._parent;
        }

        return state.TryGetNode(key, out rlp);
    }

    private static bool TryFind(ImmutableArray<SlotChange> slots, in UInt256 slot, out UInt256 value)
    {
        var (low, high) = (0, slots.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            ref readonly var change = ref slots.ItemRef(middle);
            var order = change.Slot.CompareTo(slot);
            if (order == 0)
            {
                value = change.After;
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        value = UInt256.Zero;
        return false;
    }
}
