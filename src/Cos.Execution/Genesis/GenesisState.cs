using System.Collections.Immutable;
using Cos.Contracts.Producers;
using Cos.Execution.Blocks;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;
using Cos.State.Journal;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Execution.Genesis;

/// <summary>The first block and state of a chain.</summary>
/// <param name="Block">The genesis block: no transactions, difficulty 0 because it outweighs nothing, slot 0, the first voting set.</param>
/// <param name="Hash">Its hash, the chain's name in every signature.</param>
/// <param name="Diff">The first state against the empty one, storage roots filled in.</param>
/// <param name="Trie">The first state's trie against the empty one.</param>
public sealed record GenesisState(Block Block, BlockHash Hash, StateDiff Diff, TrieUpdate Trie)
{
    // Genesis gives every native contract nonce 1 and this code, so that EXTCODESIZE and EIP-161 see a contract; it is INVALID.
    private static readonly byte[] NativeCode = [0xfe];

    private static readonly ImmutableArray<Address> NativeContracts =
    [
        SystemAccounts.Credit, SystemAccounts.Producers, SystemAccounts.Communities, SystemAccounts.Contributions,
        SystemAccounts.QuotaEscrow, SystemAccounts.VestingEscrow, SystemAccounts.AllianceAuthority,
    ];

    /// <summary>Builds the genesis of a spec that <see cref="GenesisValidity.Check"/> finds fine.</summary>
    public static GenesisState Build(ChainSpec spec)
    {
        var rejection = GenesisValidity.Check(spec);
        Invariant.Require(rejection is null, "a chain spec is checked before its genesis is built");
        var empty = new MemoryState();
        var journal = new Journal(empty);
        journal.BeginTransaction();
        foreach (var account in spec.Alloc) Put(journal, account);
        foreach (var native in NativeContracts) Deploy(journal, native, NativeCode);
        Deploy(journal, HistoryContract.Address, HistoryContract.Code);
        var votingSet = VotingSetOf(spec.Seats);
        RegisterProducers(journal, spec, votingSet);
        journal.EndTransaction();

        var diff = journal.BuildDiff();
        var trie = StateTrie.Apply(NoNodes.Instance, Account.EmptyRoot, diff);
        var header = HeaderOf(spec, votingSet, trie.Root);
        return new GenesisState(new Block(header, []), HeaderCodec.Hash(header), diff.WithStorageRoots(trie.StorageRoots.AsSpan()), trie);
    }

    private static void Put(Journal journal, GenesisAccount account)
    {
        journal.SetBalance(account.Address, account.Balance);
        journal.SetNonce(account.Address, account.Nonce);
        if (!account.Code.IsEmpty) journal.SetCode(account.Address, account.Code);
        foreach (var (slot, value) in account.Storage) journal.SetStorage(account.Address, in slot, in value);
    }

    private static void Deploy(Journal journal, in Address address, ReadOnlyMemory<byte> code)
    {
        journal.SetNonce(in address, 1);
        journal.SetCode(in address, code);
    }

    private static VotingSet VotingSetOf(ImmutableArray<GenesisProducer> seats) =>
        new([.. seats.Sort(static (a, b) => a.Address.CompareTo(b.Address)).Select(static seat => new VotingMember(seat.Address, seat.Key))]);

    private static void RegisterProducers(Journal journal, ChainSpec spec, VotingSet votingSet)
    {
        var writer = new ProducersWriter(journal);
        foreach (var producer in spec.Seats) writer.Register(producer);
        foreach (var producer in spec.Standbys) writer.Register(producer);
        writer.SetElection([.. spec.Seats.Select(static seat => seat.Address)], [.. spec.Standbys.Select(static standby => standby.Address)]);
        writer.SetVotingSet(votingSet);

        // Genesis is the first block of round 0: it leaves the current and the next round scheduled, as every first block of a round does.
        for (ulong round = 0; round <= 1; round++) writer.SetSchedule(writer.Reader.ComputeSchedule(round, (ulong)spec.Dpos.Seats, spec.Seed));
    }

    private static BlockHeader HeaderOf(ChainSpec spec, VotingSet votingSet, in Hash256 stateRoot) => new()
    {
        ParentHash = BlockHash.Zero,
        OmmersHash = BlockRoots.NoOmmers,
        Coinbase = Address.Zero,
        StateRoot = stateRoot,
        TransactionsRoot = Account.EmptyRoot,
        ReceiptsRoot = Account.EmptyRoot,
        LogsBloom = Bloom.Empty,
        Difficulty = UInt256.Zero,
        Number = 0,
        GasLimit = spec.GasLimit,
        GasUsed = 0,
        Timestamp = spec.Dpos.GenesisMilliseconds / 1000,
        ExtraBytes = HeaderExtraCodec.Encode(new HeaderExtra { Slot = 0, VotingSet = votingSet }),
        PrevRandao = spec.Seed,
        Nonce = 0,
        BaseFeePerGas = spec.BaseFeePerGas,
        WithdrawalsRoot = Account.EmptyRoot,
        BlobGasUsed = 0,
        ExcessBlobGas = 0,
        ParentBeaconBlockRoot = Hash256.Zero,
        RequestsHash = BlockRoots.NoRequests,
    };
}
