using Cos.Execution.Genesis;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using static Cos.Execution.Tests.Genesis.GenesisStateTests;

namespace Cos.Execution.Tests.Genesis;

public sealed class GenesisValidityTests
{
    [Test]
    public void Takes_the_dev_spec() => Assert.That(GenesisValidity.Check(Spec), Is.Null);

    [Test]
    public void Rejects_a_chain_without_seats() => Expect(GenesisRejection.SeatsMissing, Spec with { Seats = [] });

    [Test]
    public void Rejects_more_seats_than_a_round_has() => Expect(GenesisRejection.TooManySeats, Spec with { Dpos = Spec.Dpos with { Seats = 2 } });

    [Test]
    public void Rejects_more_standbys_than_there_are_ranks() =>
        Expect(GenesisRejection.TooManyStandbys, Spec with { Standbys = [.. Enumerable.Range(1, 3).Select(i => new GenesisProducer(Address.FromLow((ulong)i), Hash256.FromUInt256((ulong)(90 + i)), ""))] });

    [Test]
    public void Rejects_a_seat_that_is_also_a_standby() =>
        Expect(GenesisRejection.ProducerNamedTwice, Spec with { Standbys = [Seats[0] with { Key = Hash256.FromUInt256(99) }] });

    [Test]
    public void Rejects_a_key_that_two_share() =>
        Expect(GenesisRejection.ProducerKeyUnusable, Spec with { Standbys = [new GenesisProducer(Address.FromLow(1), Seats[0].Key, "")] });

    [Test]
    public void Rejects_an_account_allocated_twice() => Expect(GenesisRejection.AccountNamedTwice, Spec with { Alloc = Spec.Alloc.Add(Spec.Alloc[0]) });

    [Test]
    public void Rejects_code_at_a_native_contracts_address() =>
        Expect(GenesisRejection.ProtocolAccountOccupied, Spec with { Alloc = Spec.Alloc.Add(new GenesisAccount(SystemAccounts.Producers, default, 0, new byte[] { 1 }, [])) });

    [Test]
    public void Rejects_a_supply_that_is_a_wei_short()
    {
        var first = Spec.Alloc.First(a => !a.Balance.IsZero);
        Expect(GenesisRejection.SupplyNotWhole, Spec with { Alloc = Spec.Alloc.Replace(first, first with { Balance = first.Balance - 1 }) });
    }

    [Test]
    public void An_ethereum_chain_may_hold_any_supply() => Assert.That(GenesisValidity.Check(Spec with { Rules = ChainRules.ForEthereum(1), Alloc = [] }), Is.Null);

    [Test]
    public void Rejects_a_base_fee_below_the_floor() => Expect(GenesisRejection.BaseFeeBelowFloor, Spec with { BaseFeePerGas = 1 });

    [Test]
    public void Rejects_a_slot_without_length() => Expect(GenesisRejection.DurationMissing, Spec with { Dpos = Spec.Dpos with { SlotMilliseconds = 0 } });

    private static void Expect(GenesisRejection rejection, ChainSpec spec) => Assert.That(GenesisValidity.Check(spec), Is.EqualTo(rejection));
}
