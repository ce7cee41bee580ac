using System.Collections.Immutable;
using Cos.Contracts.Runtime;
using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.View;

namespace Cos.Contracts.Producers;

/// <summary>Reads the Producers contract's storage: who may seal, who votes, what finality has reached on the branch.</summary>
public sealed class ProducersReader(ISlotReader slots)
{
    private const int AddressBits = 160;
    private static readonly UInt256 AddressMask = (UInt256.One << AddressBits) - UInt256.One;

    /// <summary>Reads the contract in a finished state.</summary>
    public ProducersReader(IStateView view)
        : this(new ViewSlots(view, SystemAccounts.Producers))
    {
    }

    /// <summary>The confirmed election's seats in its order.</summary>
    public ImmutableArray<Address> Seats => ReadAddresses(ProducersLayout.Seats);

    /// <summary>The confirmed election's standbys by rank, benched ones included.</summary>
    public ImmutableArray<Address> Standbys => ReadAddresses(ProducersLayout.Standbys);

    /// <summary>The set whose quorum finalises descendants of this state's block.</summary>
    public VotingSet VotingSet
    {
        get
        {
            var addresses = ProducersLayout.VotingAddresses.Read(slots);
            var keys = ProducersLayout.VotingKeys.Read(slots);
            var members = ImmutableArray.CreateBuilder<VotingMember>(addresses.Length);
            for (int i = 0; i < addresses.Length; i++) members.Add(new VotingMember(Address.FromWord(addresses[i]), Hash256.FromUInt256(keys[i])));
            return new VotingSet(members.MoveToImmutable());
        }
    }

    /// <summary>The newest certificate that the branch's headers carried; instance zero where none did.</summary>
    public CarriedCertificate Carried
    {
        get
        {
            var head = slots.Read(ProducersLayout.Carried);
            return new CarriedCertificate(head.U0, head.U1, new BlockHash(Hash256.FromUInt256(slots.Read(ProducersLayout.CarriedHash))));
        }
    }

    /// <summary>Benched seats and standbys by time, then address.</summary>
    public ImmutableArray<BenchedProducer> Benched
    {
        get
        {
            var words = ProducersLayout.Benched.Read(slots);
            var benched = ImmutableArray.CreateBuilder<BenchedProducer>(words.Length);
            foreach (var word in words) benched.Add(new BenchedProducer(Address.FromWord(word & AddressMask), (word >> AddressBits).U0));
            return benched.MoveToImmutable();
        }
    }

    /// <summary>Who has made blocks in the branch's newest turn; genesis is nobody's block.</summary>
    public SealedTurn SealedTurn
    {
        get
        {
            var word = slots.Read(ProducersLayout.SealedTurn);
            return new SealedTurn(word.U0, word.U1 != 0, word.U2 != 0);
        }
    }

    /// <summary>The Ed25519 key registered for an address; false where there is none.</summary>
    public bool TryGetKey(in Address address, out Hash256 key)
    {
        key = Hash256.FromUInt256(slots.Read(SolidityLayout.Entry(ProducersLayout.Keys, in address)));
        return !key.IsZero;
    }

    /// <summary>The name registered for an address; empty where there is none.</summary>
    public string GetName(in Address address) => SolidityText.Read(slots, SolidityLayout.Entry(ProducersLayout.Names, in address));

    /// <summary>Turns that an address missed in a row.</summary>
    public ulong GetMissedTurns(in Address address) => slots.Read(SolidityLayout.Entry(ProducersLayout.MissedTurns, in address)).ToUInt64Saturated();

    /// <summary>A round's schedule as stored; false where the state has not computed it, or no longer keeps it.</summary>
    public bool TryGetSchedule(ulong round, out RoundSchedule schedule)
    {
        var layout = ProducersLayout.Round(round);
        bool stored = slots.Read(layout.Number) == (UInt256)round + UInt256.One;
        schedule = stored
            ? new RoundSchedule(round, ReadAddresses(layout.Holders), ReadAddresses(layout.Standbys))
            : new RoundSchedule(round, [], []);
        return stored;
    }

    /// <summary>What this state makes of a round: the confirmed election shuffled, benched seats' turns given to healthy standbys.</summary>
    /// <param name="round">The round.</param>
    /// <param name="turns">Turns of a round.</param>
    /// <param name="prevRandao">PREVRANDAO of the block whose state this is.</param>
    public RoundSchedule ComputeSchedule(ulong round, ulong turns, in Hash256 prevRandao)
    {
        var benched = ImmutableArray.CreateRange(Benched, static producer => producer.Address);
        var healthy = Standbys.RemoveAll(benched.Contains);
        return RoundSchedule.Compute(round, turns, in prevRandao, Seats, benched, healthy);
    }

    /// <summary>The schedule that judges a child of this state's block: the stored one, or after whole rounds without a block what this state makes of it.</summary>
    /// <param name="round">The round of the child's slot.</param>
    /// <param name="prevRandao">PREVRANDAO of the block whose state this is.</param>
    /// <param name="parameters">The chain's DPoS parameters.</param>
    public RoundSchedule ScheduleOf(ulong round, in Hash256 prevRandao, DposParameters parameters) =>
        TryGetSchedule(round, out var schedule) ? schedule : ComputeSchedule(round, (ulong)parameters.Seats, in prevRandao);

    private ImmutableArray<Address> ReadAddresses(SolidityArray array) =>
        ImmutableArray.CreateRange(array.Read(slots), static word => Address.FromWord(word));
}
