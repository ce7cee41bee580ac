using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Cos.Crypto.Hashing;
using Cos.Primitives;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Benchmarks;

/// <summary>The state root after a block: a thousand changed accounts among a hundred thousand, all nodes in memory.</summary>
public class StateTrieBenchmarks
{
    private const int Accounts = 100_000;
    private const int Changed = 1_000;

    private readonly MemoryState _state = new();
    private StateDiff _balances = StateDiff.None;
    private StateDiff _slots = StateDiff.None;

    /// <summary>Puts the accounts and makes the changes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _state.Put(Enumerable.Range(0, Accounts).Select(static i => new GenesisAccount(AddressOf(i), UInt256.One, 1, default, [])));
        Address[] changed = [.. Enumerable.Range(0, Changed).Select(static i => AddressOf(i * (Accounts / Changed))).Order()];
        _balances = new StateDiff([.. changed.Select(address => Change(address, []))], []);
        _slots = new StateDiff([.. changed.Select(address => Change(address, [new SlotChange(UInt256.One, UInt256.Zero, UInt256.One)]))], []);
    }

    /// <summary>Each has another balance and nonce.</summary>
    [Benchmark]
    public object ChangeBalances() => StateTrie.Apply(_state, _state.StateRoot, _balances);

    /// <summary>Each also has its first slot of storage set: a thousand tries more.</summary>
    [Benchmark]
    public object ChangeBalancesAndSlots() => StateTrie.Apply(_state, _state.StateRoot, _slots);

    private AccountChange Change(Address address, ImmutableArray<SlotChange> slots)
    {
        Invariant.Require(_state.TryGetAccount(address, out var before), "the account was put");
        return new AccountChange(address, before, before with { Nonce = 2, Balance = 2 }, false, slots);
    }

    private static Address AddressOf(int index) => new(Keccak256.Hash(BitConverter.GetBytes(index)).AsSpan(12));
}
