using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Execution.Simulation;

/// <summary>A state that a simulation moves forward in layers, over one that stays as it is.</summary>
internal sealed class SimulatedState(IStateView start)
{
    private readonly bool _hasTrie = start is IWorldState;

    /// <summary>The state now.</summary>
    internal IWorldState Current { get; private set; } = start as IWorldState ?? new TrielessState(start);

    /// <summary>Its root; zero where the state it began from has no trie.</summary>
    internal Hash256 Root => Current.StateRoot;

    /// <summary>Makes changes.</summary>
    internal void Apply(ulong number, StateDiff diff)
    {
        if (diff.Accounts.IsEmpty && diff.Codes.IsEmpty) return;
        var update = _hasTrie ? StateTrie.Apply(Current, Current.StateRoot, diff) : new TrieUpdate(Hash256.Zero, [], Marks(diff));
        Current = new StateLayer(Current, number, default, diff, update);
    }

    // Without a trie a storage root says only whether there may be slots: any root but the empty one makes readers look for them.
    private static ImmutableArray<Hash256> Marks(StateDiff diff)
    {
        var marks = ImmutableArray.CreateBuilder<Hash256>(diff.Accounts.Length);
        foreach (var change in diff.Accounts)
        {
            bool mayHaveSlots = change.After is { HasStorage: true } || (change.After is not null && !change.Slots.IsEmpty);
            marks.Add(mayHaveSlots ? Hash256.Zero : Account.EmptyRoot);
        }

        return marks.MoveToImmutable();
    }

    private sealed class TrielessState(IStateView state) : IWorldState
    {
        public Hash256 StateRoot => Hash256.Zero;

        public bool TryGetAccount(in Address address, out Account account) => state.TryGetAccount(in address, out account);

        public UInt256 GetStorage(in Address address, in UInt256 slot) => state.GetStorage(in address, in slot);

        public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => state.GetCode(in codeHash);

        public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
        {
            rlp = default;
            return false;
        }
    }
}
