using System.Collections.Immutable;
using Cos.Consensus.Dpos;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Tests;

/// <summary>Four seats and two standbys with known keys, a parent in slot 10, and a sound child for any slot.</summary>
public static class Scene
{
    public const ulong ParentSlot = 10;
    public static readonly UInt256 BaseFee = 10_000_000_000;
    public static readonly ImmutableArray<(Address Address, Ed25519Key Key)> People =
        [.. Enumerable.Range(0, 6).Select(i => (Address.FromLow((ulong)i + 1), Ed25519Key.FromSeed(Keccak256.Hash([(byte)i]))))];

    public static readonly DposChain Chain = new(SpecOf(), new BlockHash(new Hash256(Keccak256.Hash("genesis"u8))));
    public static readonly Hash256 ParentRandao = new(Keccak256.Hash("randao"u8));
    public static readonly ImmutableArray<Address> Standbys = [People[4].Address, People[5].Address];

    public static Hash256 KeyOf(int person) => new(People[person].Key.PublicKey);

    /// <summary>Turn t belongs to seat t mod 4.</summary>
    public static RoundSchedule ScheduleOf(ulong slot) =>
        new(Chain.Calendar.RoundOfSlot(slot), [.. People.Take(4).Select(one => one.Address)], Standbys);

    public static SealBranch BranchOf(ulong slot, int sealer, params (ulong Slot, int Person)[] before) => new()
    {
        Schedule = ScheduleOf(slot),
        ParentTurn = new TurnSoFar(Chain.Calendar.TurnOf(slot), [.. before.Select(one => new SealedSlot(one.Slot, People[one.Person].Address))]),
        ParentRandao = ParentRandao,
        SealerKey = KeyOf(sealer),
    };

    public static BlockHeader Parent => HeaderOf(ParentSlot, 0) with { Number = 7 };

    /// <summary>A header for a slot by a person, its weight and timestamp right, with the reveal of its turn.</summary>
    public static (BlockHeader Header, HeaderExtra Extra) Child(ulong slot, int person, bool reveals = true, Func<BlockHeader, BlockHeader>? change = null)
    {
        ulong turn = Chain.Calendar.TurnOf(slot);
        var reveal = reveals ? Randao.Reveal(Chain, People[person].Key, turn) : [];
        var randao = ParentRandao;
        if (reveals) Randao.TryNext(Chain, KeyOf(person), turn, reveal, ParentRandao, out randao);
        var header = HeaderOf(slot, person) with { PrevRandao = randao };
        return Sealed(change is null ? header : change(header), new HeaderExtra { Slot = slot, RandaoReveal = reveal }, person);
    }

    public static (BlockHeader Header, HeaderExtra Extra) Sealed(BlockHeader header, HeaderExtra extra, int person)
    {
        var signed = Seal.Sign(Chain, header, extra, People[person].Key);
        return HeaderExtraCodec.TryDecode(signed.ExtraBytes.Span, out var full) ? (signed, full) : throw new FormatException("extra");
    }

    public static VotingSet SetOf(int members) => new([.. People.Take(members).Select(one => new VotingMember(one.Address, new Hash256(one.Key.PublicKey)))]);

    private static ChainSpec SpecOf() => new()
    {
        Name = "scene",
        Rules = ChainRules.ForCredit(3077),
        Dpos = new DposParameters { GenesisMilliseconds = 1_000_000, Seats = 4 },
        GasLimit = 30_000_000,
        BaseFeePerGas = BaseFee,
        Seats = [],
        Alloc = [],
    };

    private static BlockHeader HeaderOf(ulong slot, int person) => new()
    {
        ParentHash = default,
        OmmersHash = FixedFields.OmmersHash,
        Coinbase = People[person].Address,
        StateRoot = default,
        TransactionsRoot = default,
        ReceiptsRoot = default,
        LogsBloom = Bloom.Empty,
        Difficulty = person < 4 ? 4ul : 1ul,
        Number = 8,
        GasLimit = 30_000_000,
        GasUsed = 0,
        Timestamp = Chain.Calendar.TimestampOf(slot),
        ExtraBytes = default,
        PrevRandao = ParentRandao,
        Nonce = 0,
        BaseFeePerGas = BaseFee,
        WithdrawalsRoot = FixedFields.WithdrawalsRoot,
        BlobGasUsed = 0,
        ExcessBlobGas = 0,
        ParentBeaconBlockRoot = Hash256.Zero,
        RequestsHash = FixedFields.RequestsHash,
    };
}
