using System.Buffers.Binary;
using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Storage.Tests.States;

/// <summary>Makes blocks of made-up changes and remembers the state after each, as plain dictionaries.</summary>
internal sealed class StateModel
{
    private const int AddressCount = 6;
    private const int SlotCount = 5;
    private const int NodeCount = 12;

    private readonly Random _random;
    private readonly List<Snapshot> _states = [new([], [], [])];

    public StateModel(int seed) => _random = new Random(seed);

    public sealed record Snapshot(Dictionary<Address, Account> Accounts, Dictionary<(Address, UInt256), UInt256> Slots, Dictionary<string, byte[]> Nodes);

    /// <summary>The state after block <paramref name="height"/>; blocks count from zero.</summary>
    public Snapshot After(ulong height) => _states[(int)height + 1];

    public static BlockHash HashOf(ulong height)
    {
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), height + 1);
        return new BlockHash(new Hash256(bytes));
    }

    public static Hash256 RootOf(ulong height) => HashOf(height + 1000).Value;

    /// <summary>The next block over <paramref name="parent"/>.</summary>
    public StateLayer Next(IWorldState parent)
    {
        var height = (ulong)_states.Count - 1;
        var before = _states[^1];
        var after = new Snapshot(new(before.Accounts), new(before.Slots), new(before.Nodes));
        var changes = ImmutableArray.CreateBuilder<AccountChange>();
        for (var i = 0; i < AddressCount; i++)
        {
            if (_random.Next(2) == 0)
            {
                changes.Add(Change(before, after, Address.FromLow((ulong)i + 1)));
            }
        }

        var nodes = Enumerable.Range(0, NodeCount).Where(_ => _random.Next(3) == 0).Select(i => ChangeNode(after, (byte)i)).ToImmutableArray();
        _states.Add(after);
        var diff = new StateDiff(changes.ToImmutable(), []);
        var roots = diff.Accounts.Select(change => change.After?.StorageRoot ?? Account.EmptyRoot).ToImmutableArray();
        return new StateLayer(parent, height, HashOf(height), diff, new TrieUpdate(RootOf(height), nodes, roots));
    }

    public void AssertSame(ulong height, IStateView view)
    {
        var expected = After(height);
        for (var i = 0; i < AddressCount; i++)
        {
            var address = Address.FromLow((ulong)i + 1);
            var exists = view.TryGetAccount(address, out var account);
            Assert.That(exists ? account : (Account?)null, Is.EqualTo(expected.Accounts.TryGetValue(address, out var known) ? known : (Account?)null), $"account {i} at height {height}");
            for (var slot = 0UL; slot < SlotCount; slot++)
            {
                Assert.That(view.GetStorage(address, slot), Is.EqualTo(expected.Slots.GetValueOrDefault((address, slot))), $"slot {slot} of account {i} at height {height}");
            }
        }
    }

    public void AssertSameNodes(ulong height, IWorldState world)
    {
        Assert.That(world.StateRoot, Is.EqualTo(RootOf(height)));
        for (var i = 0; i < NodeCount; i++)
        {
            var found = world.TryGetNode([(byte)i], out var rlp);
            Assert.That(found ? rlp.ToArray() : null, Is.EqualTo(After(height).Nodes.GetValueOrDefault(KeyOf((byte)i))), $"node {i} at height {height}");
        }
    }

    /// <summary>Reads one thing from the state at a height; the words say what is wrong with it. Any thread may ask once all blocks are made.</summary>
    public string? Mismatch(ulong height, IStateView view, Random random)
    {
        var expected = After(height);
        var address = Address.FromLow((ulong)random.Next(AddressCount) + 1);
        var (slot, node) = ((UInt256)(ulong)random.Next(SlotCount), (byte)random.Next(NodeCount));
        switch (random.Next(3))
        {
            case 0:
                Account? account = view.TryGetAccount(address, out var found) ? found : null;
                return account == (expected.Accounts.TryGetValue(address, out var known) ? known : (Account?)null) ? null : $"account {address} at {height} is {account}";
            case 1 when view is IWorldState world:
                var rlp = world.TryGetNode([node], out var bytes) ? Convert.ToHexString(bytes.Span) : null;
                return rlp == (expected.Nodes.TryGetValue(KeyOf(node), out var there) ? Convert.ToHexString(there) : null) ? null : $"node {node} at {height} is {rlp}";
            default:
                var value = view.GetStorage(address, slot);
                return value == expected.Slots.GetValueOrDefault((address, slot)) ? null : $"slot {slot} of {address} at {height} is {value}";
        }
    }

    private AccountChange Change(Snapshot before, Snapshot after, Address address)
    {
        Account? old = before.Accounts.TryGetValue(address, out var known) ? known : null;
        var slots = ImmutableArray.CreateBuilder<SlotChange>();
        var isWiped = old is not null && _random.Next(6) == 0;
        var isGone = isWiped && _random.Next(2) == 0;
        for (var slot = 0UL; slot < SlotCount; slot++)
        {
            var value = before.Slots.GetValueOrDefault((address, slot));
            var kept = isWiped ? UInt256.Zero : value;
            var next = !isGone && _random.Next(2) == 0 ? (ulong)_random.Next(3) : kept;
            if (next != kept)
            {
                slots.Add(new SlotChange(slot, value, next));
            }

            after.Slots[(address, slot)] = next;
        }

        if (isGone)
        {
            after.Accounts.Remove(address);
            return new AccountChange(address, old, null, true, []);
        }

        var account = new Account((old?.Nonce ?? 0) + 1, (ulong)_random.Next(1000), Account.EmptyCodeHash, RootOf((ulong)_random.Next(3)));
        after.Accounts[address] = account;
        return new AccountChange(address, old, account, isWiped, slots.ToImmutable());
    }

    private TrieNodeChange ChangeNode(Snapshot after, byte key)
    {
        if (after.Nodes.ContainsKey(KeyOf(key)) && _random.Next(3) == 0)
        {
            after.Nodes.Remove(KeyOf(key));
            return new TrieNodeChange([key], []);
        }

        var rlp = new byte[1 + _random.Next(40)];
        _random.NextBytes(rlp);
        after.Nodes[KeyOf(key)] = rlp;
        return new TrieNodeChange([key], rlp);
    }

    private static string KeyOf(byte key) => Convert.ToHexString([key]);
}
