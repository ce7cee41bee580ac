using System.Collections.Immutable;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Production;
using Cos.Chain.Queries;
using Cos.Consensus.Dpos;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Execution.Genesis;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.Storage.Memory;

namespace Cos.Chain.Tests;

/// <summary>A ledger over memory stores in virtual time. Reopening it over the same stores is a restart.</summary>
public sealed class TestChain
{
    public const ulong ChainId = 3077;
    public const ulong GenesisMilliseconds = 1_700_000_000_000;

    public TestChain(ChainSpec spec, ImmutableArray<SeatKey> seats, PoolLimits? limits = null)
    {
        Limits = limits ?? new PoolLimits();
        Spec = spec;
        Seats = seats;
        Calendar = new TurnCalendar(spec.Dpos);
        Blocks = new MemoryBlockStore();
        Ledger = Open();
    }

    public ChainSpec Spec { get; }
    public ImmutableArray<SeatKey> Seats { get; }
    public TurnCalendar Calendar { get; }
    public MemoryBlockStore Blocks { get; }
    public MemoryStateStore States { get; } = new();
    public MemorySigningJournal Journal { get; } = new();
    public MemoryPoolStore PoolStore { get; } = new();
    public RecordingListener Heard { get; } = new();
    public PoolLimits Limits { get; }
    public Ledger Ledger { get; private set; }
    public UnixMillis Now { get; private set; } = new(GenesisMilliseconds);
    public HeadSnapshot Head => Ledger.Queries.Head;

    /// <summary>A chain whose seats are all here.</summary>
    public static TestChain WithSeats(int seats) => new(SpecOf(seats), KeysOf(seats));

    public static SeatKey SeatOf(int index)
    {
        var seed = Keccak256.Hash([(byte)'s', (byte)index]);
        return new SeatKey(new Address(Keccak256.Hash([(byte)'a', (byte)index]).AsSpan(12)), Ed25519Key.FromSeed(seed));
    }

    public static ImmutableArray<SeatKey> KeysOf(int seats) => [.. Enumerable.Range(0, seats).Select(SeatOf)];

    public static ChainSpec SpecOf(int seats, int standbys = 0, int wallets = 16)
    {
        var parameters = new DposParameters { GenesisMilliseconds = GenesisMilliseconds, Seats = seats, Standbys = standbys };
        var spec = DevGenesis.Create(ChainId, parameters, [.. Enumerable.Range(0, seats).Select(ProducerOf)]);
        var each = Credit.FromCos(1000).ToWei();
        var reserve = spec.Alloc.Single(account => account.Address == SystemAccounts.AllianceReserve);
        var alloc = spec.Alloc.Remove(reserve)
            .Add(reserve with { Balance = reserve.Balance - (each * (ulong)wallets) })
            .AddRange(Enumerable.Range(0, wallets).Select(i => new GenesisAccount(new Wallet(i).Address, each, 0, default, [])));
        return spec with { Alloc = [.. alloc.OrderBy(account => account.Address)], Standbys = [.. Enumerable.Range(seats, standbys).Select(ProducerOf)] };
    }

    public LedgerParts Parts(IBlockStore? blocks = null, IStateStore? states = null) => new()
    {
        Spec = Spec,
        Blocks = blocks ?? Blocks,
        States = states ?? States,
        Journal = Journal,
        PoolStore = PoolStore,
        Seats = Seats,
        Pool = Limits,
        Listeners = [Heard],
        Clock = () => Now,
    };

    /// <summary>Moves to the start of a slot and tells the ledger.</summary>
    public void TickSlot(ulong slot)
    {
        TickTo(slot);
        Ledger.Tick(Now);
    }

    /// <summary>Moves to the start of a slot.</summary>
    public void TickTo(ulong slot) => Now = Calendar.SlotStart(slot);

    public void TickSlots(ulong first, ulong last)
    {
        for (ulong slot = first; slot <= last; slot++) TickSlot(slot);
    }

    public Block BlockAt(ulong number) =>
        Ledger.Queries.TryGetBlock(number, out var block) ? block.Block : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>Gives the ledger a block at the start of a slot.</summary>
    public BlockRejection? Import(Block block, ulong slot) => ImportAt(block, Calendar.SlotStart(slot).Value);

    public BlockRejection? ImportAt(Block block, ulong milliseconds)
    {
        Now = new UnixMillis(milliseconds);
        return Ledger.Import(block, Now);
    }

    /// <summary>Opens the stores as they are, as after a crash.</summary>
    public void Restart() => Ledger = Open();

    private Ledger Open() => Ledger.Open(Parts());

    private static GenesisProducer ProducerOf(int index)
    {
        var seat = SeatOf(index);
        return new GenesisProducer(seat.Address, seat.PublicKey, $"seat {index}");
    }
}
