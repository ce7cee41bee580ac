using System.Collections.Immutable;
using Cos.Contracts.Producers;
using Cos.Execution.Blocks;
using Cos.Execution.Genesis;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Execution.Tests.Genesis;

public sealed class GenesisStateTests
{
    internal static readonly ImmutableArray<GenesisProducer> Seats =
    [
        new(Address.FromLow(0x5003), Hash256.FromUInt256(3), "three"),
        new(Address.FromLow(0x5001), Hash256.FromUInt256(1), "one"),
        new(Address.FromLow(0x5002), Hash256.FromUInt256(2), "two"),
    ];

    internal static ChainSpec Spec => DevGenesis.Create(3077, new DposParameters { GenesisMilliseconds = 1_700_000_000_999, Seats = 3, Standbys = 2 }, Seats);

    [Test]
    public void The_header_is_osakas_with_slot_0_and_the_voting_set()
    {
        var genesis = GenesisState.Build(Spec);
        var header = genesis.Block.Header;
        Assert.That(header.Timestamp, Is.EqualTo(1_700_000_000));
        Assert.That(header.BaseFeePerGas, Is.EqualTo((UInt256)10_000_000_000UL));
        Assert.That(header.GasLimit, Is.EqualTo(200_000_000));
        Assert.That(HeaderExtraCodec.TryDecode(header.ExtraBytes.Span, out var extra), Is.True);
        Assert.That(extra!.Slot, Is.Zero);
        Assert.That(extra.VotingSet!.Members.Select(m => m.Key), Is.EqualTo(new[] { 1, 2, 3 }.Select(i => Hash256.FromUInt256((ulong)i))), "by ascending address");
        Assert.That(HeaderCodec.TryDecode(HeaderCodec.Encode(header), out var decoded), Is.True);
        Assert.That(HeaderCodec.Hash(decoded!), Is.EqualTo(genesis.Hash));
    }

    [Test]
    public void The_state_is_what_the_header_says()
    {
        var genesis = GenesisState.Build(Spec);
        var state = new MemoryState();
        Assert.That(state.Apply(genesis.Diff), Is.EqualTo(genesis.Block.Header.StateRoot));
        var reader = new ProducersReader(state);
        Assert.That(reader.Seats, Is.EqualTo(Seats.Select(s => s.Address)), "in the order of the election");
        Assert.That(reader.VotingSet.Members, Has.Length.EqualTo(3));
        Assert.That(reader.TryGetSchedule(0, out _) && reader.TryGetSchedule(1, out _), Is.True);
        Assert.That(reader.Carried.Instance, Is.Zero);
    }

    [Test]
    public void Native_contracts_have_nonce_1_and_code_that_halts()
    {
        var state = StateOf(Spec);
        foreach (var native in new[] { SystemAccounts.Credit, SystemAccounts.Producers, SystemAccounts.QuotaEscrow, SystemAccounts.AllianceAuthority })
        {
            Assert.That(state.TryGetAccount(native, out var account), Is.True);
            Assert.That(account.Nonce, Is.EqualTo(1));
            Assert.That(state.GetCode(account.CodeHash).ToArray(), Is.EqualTo(new byte[] { 0xfe }));
        }

        Assert.That(state.TryGetAccount(HistoryContract.Address, out var history), Is.True);
        Assert.That(state.GetCode(history.CodeHash).Length, Is.EqualTo(83));
    }

    [Test]
    public void Ten_accounts_are_rich_and_all_credit_exists()
    {
        var genesis = GenesisState.Build(Spec);
        var state = StateOf(Spec);
        foreach (var address in DevGenesis.Accounts)
        {
            Assert.That(state.TryGetAccount(address, out var account), Is.True);
            Assert.That(account.Balance, Is.EqualTo(Credit.FromCos(1_000_000).ToWei()));
        }

        Assert.That(genesis.Diff.BalancesAfter().Low, Is.EqualTo(Credit.TotalSupply.ToWei()));
        Assert.That(genesis.Diff.BalancesAfter().High, Is.Zero);
    }

    [Test]
    public void The_same_spec_gives_the_same_hash_and_another_seed_another_one()
    {
        Assert.That(GenesisState.Build(Spec).Hash, Is.EqualTo(GenesisState.Build(Spec).Hash));
        Assert.That(GenesisState.Build(Spec with { Seed = Hash256.FromUInt256(1) }).Hash, Is.Not.EqualTo(GenesisState.Build(Spec).Hash));
    }

    [Test]
    public void The_first_block_follows_on_the_genesis_state()
    {
        var genesis = GenesisState.Build(Spec);
        var state = StateOf(Spec);
        var schedule = new ProducersReader(state).ScheduleOf(0, genesis.Block.Header.PrevRandao, Spec.Dpos);
        var result = BlockExecutor.Execute(state, new World(Spec.Rules).Context() with
        {
            ParentHash = genesis.Hash,
            Coinbase = schedule.PrimaryOf(0),
            Dpos = new HookInputs
            {
                Parameters = Spec.Dpos,
                ParentSlot = 0,
                Slot = 1,
                ParentPrevRandao = genesis.Block.Header.PrevRandao,
                Sealer = schedule.PrimaryOf(0),
                Certificate = null,
            },
        }, []);
        Assert.That(result.Invalid, Is.Null);
        Assert.That(result.Diff.Accounts.Select(a => a.Address), Is.EquivalentTo(new[] { SystemAccounts.Producers, HistoryContract.Address }));
        state.Apply(result.Diff);
        Assert.That(new ProducersReader(state).SealedTurn, Is.EqualTo(new SealedTurn(0, true, false)));
        Assert.That(state.GetStorage(HistoryContract.Address, 0), Is.EqualTo(genesis.Hash.Value.ToUInt256()));
    }

    private static MemoryState StateOf(ChainSpec spec)
    {
        var state = new MemoryState();
        state.Apply(GenesisState.Build(spec).Diff);
        return state;
    }
}
