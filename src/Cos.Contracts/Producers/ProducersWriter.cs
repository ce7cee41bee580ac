using System.Collections.Immutable;
using Cos.Contracts.Runtime;
using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Journal;

namespace Cos.Contracts.Producers;

/// <summary>Writes the Producers contract's storage, for its hooks and for genesis.</summary>
public sealed class ProducersWriter(Journal journal)
{
    private const int AddressBits = 160;
    private readonly JournalSlots _slots = new(journal, SystemAccounts.Producers);

    /// <summary>Reads the storage as written so far.</summary>
    public ProducersReader Reader => new(_slots);

    /// <summary>Registers an address with its key and name.</summary>
    public void Register(GenesisProducer producer)
    {
        _slots.Write(SolidityLayout.Entry(ProducersLayout.Keys, producer.Address), producer.Key.ToUInt256());
        SolidityText.Write(_slots, SolidityLayout.Entry(ProducersLayout.Names, producer.Address), producer.Name);
    }

    /// <summary>Sets the confirmed election.</summary>
    public void SetElection(ImmutableArray<Address> seats, ImmutableArray<Address> standbys)
    {
        WriteAddresses(ProducersLayout.Seats, seats);
        WriteAddresses(ProducersLayout.Standbys, standbys);
    }

    /// <summary>Sets the voting set, members by ascending address.</summary>
    public void SetVotingSet(VotingSet set)
    {
        WriteAddresses(ProducersLayout.VotingAddresses, ImmutableArray.CreateRange(set.Members, static member => member.Address));
        ProducersLayout.VotingKeys.Write(_slots, ImmutableArray.CreateRange(set.Members, static member => member.Key.ToUInt256()).AsSpan());
    }

    /// <summary>Notes a carried certificate.</summary>
    public void SetCarried(in CarriedCertificate carried)
    {
        _slots.Write(ProducersLayout.Carried, new UInt256(carried.Instance, carried.BlockNumber, 0, 0));
        _slots.Write(ProducersLayout.CarriedHash, carried.BlockHash.Value.ToUInt256());
    }

    /// <summary>Stores a round over the one before the previous.</summary>
    public void SetSchedule(RoundSchedule schedule)
    {
        var layout = ProducersLayout.Round(schedule.Round);
        _slots.Write(layout.Number, (UInt256)schedule.Round + UInt256.One);
        WriteAddresses(layout.Holders, schedule.Holders);
        WriteAddresses(layout.Standbys, schedule.Standbys);
    }

    /// <summary>Sets the count of turns missed in a row.</summary>
    public void SetMissedTurns(in Address address, ulong count) => _slots.Write(SolidityLayout.Entry(ProducersLayout.MissedTurns, in address), count);

    /// <summary>Sets the benched list, which the caller has in order.</summary>
    public void SetBenched(ImmutableArray<BenchedProducer> benched)
    {
        var words = ImmutableArray.CreateRange(benched, static producer => producer.Address.ToWord() | ((UInt256)producer.Slot << AddressBits));
        ProducersLayout.Benched.Write(_slots, words.AsSpan());
    }

    /// <summary>Notes who has made blocks in the newest turn.</summary>
    public void SetSealedTurn(in SealedTurn turn) =>
        _slots.Write(ProducersLayout.SealedTurn, new UInt256(turn.Turn, turn.ByPrimary ? 1UL : 0, turn.ByStandby ? 1UL : 0, 0));

    private void WriteAddresses(SolidityArray array, ImmutableArray<Address> addresses) =>
        array.Write(_slots, ImmutableArray.CreateRange(addresses, static address => address.ToWord()).AsSpan());
}
