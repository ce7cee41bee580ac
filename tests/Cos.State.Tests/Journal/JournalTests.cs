using Cos.Primitives;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;
using RunningWorld = Cos.State.Journal.Journal;

namespace Cos.State.Tests.Journal;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JournalTests
{
    private static readonly Address Alice = Address.FromLow(0xa11ce);
    private static readonly Address Bob = Address.FromLow(0xb0b);
    private static readonly Address Contract = Address.FromLow(0xc0de);

    private readonly MemoryState _parent = new();
    private readonly RunningWorld _journal;

    public JournalTests()
    {
        _parent.Put(
        [
            new GenesisAccount(Alice, 1000, 5, default, []),
            new GenesisAccount(Contract, 10, 1, new byte[] { 0x60, 0x00 }, [(1, 100), (2, 200)]),
        ]);
        _journal = new RunningWorld(_parent);
        _journal.BeginTransaction();
    }

    [Test]
    public void Reads_what_the_parent_state_has()
    {
        Assert.That(_journal.GetBalance(Alice), Is.EqualTo((UInt256)1000));
        Assert.That(_journal.GetNonce(Alice), Is.EqualTo(5));
        Assert.That(_journal.GetCode(Contract).ToArray(), Is.EqualTo(new byte[] { 0x60, 0x00 }));
        Assert.That(_journal.GetStorage(Contract, 2), Is.EqualTo((UInt256)200));
        Assert.That(_journal.GetCodeHash(Alice), Is.EqualTo(Account.EmptyCodeHash));
        Assert.That(_journal.GetCodeHash(Bob), Is.EqualTo(Hash256.Zero));
        Assert.That(_journal.Exists(Bob), Is.False);
        Assert.That((_journal.HasStorage(Contract), _journal.HasStorage(Alice)), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_block_without_changes_has_no_diff()
    {
        _journal.SetStorage(Contract, 1, 7);
        _journal.SetStorage(Contract, 1, 100);
        _journal.Transfer(Alice, Bob, 0);
        _journal.EndTransaction();

        Assert.That(_journal.BuildDiff().Accounts, Is.Empty);
    }

    [Test]
    public void An_account_that_is_touched_and_taken_back_many_times_is_listed_once()
    {
        for (var i = 0; i < 1000; i++)
        {
            var checkpoint = _journal.Checkpoint();
            _journal.Transfer(Alice, Bob, 0);
            _journal.Revert(checkpoint);
        }

        List<Address> touched = [];
        _journal.ListTouched(touched, []);
        Assert.That(touched, Is.EqualTo(new[] { Alice, Bob }));
        _journal.EndTransaction();
        _journal.BeginTransaction();
        _journal.Touch(Bob);
        touched.Clear();
        _journal.ListTouched(touched, []);
        Assert.That(touched, Is.EqualTo(new[] { Bob }));
    }

    [Test]
    public void The_original_value_is_that_of_the_transactions_start()
    {
        _journal.SetStorage(Contract, 1, 7);
        Assert.That(_journal.GetOriginalStorage(Contract, 1), Is.EqualTo((UInt256)100));
        _journal.EndTransaction();
        _journal.BeginTransaction();
        Assert.That(_journal.GetOriginalStorage(Contract, 1), Is.EqualTo((UInt256)7));
        _journal.SetStorage(Contract, 1, 8);
        Assert.That(_journal.GetOriginalStorage(Contract, 1), Is.EqualTo((UInt256)7));
    }

    [Test]
    public void Warmth_ends_with_the_transaction_and_with_a_revert()
    {
        Assert.That(_journal.WarmSlot(Contract, 1), Is.True);
        Assert.That(_journal.WarmAddress(Contract), Is.True, "a warm slot does not warm its address");
        var checkpoint = _journal.Checkpoint();
        Assert.That(_journal.WarmAddress(Bob), Is.True);
        Assert.That(_journal.WarmSlot(Contract, 2), Is.True);
        _journal.Revert(checkpoint);
        Assert.That((_journal.WarmAddress(Bob), _journal.WarmSlot(Contract, 2), _journal.WarmSlot(Contract, 1)), Is.EqualTo((true, true, false)));
        _journal.EndTransaction();
        _journal.BeginTransaction();
        Assert.That((_journal.WarmAddress(Contract), _journal.WarmSlot(Contract, 1)), Is.EqualTo((true, true)));
    }

    [Test]
    public void An_account_made_and_destroyed_in_one_transaction_leaves_only_its_balance_to_give_away()
    {
        _journal.MarkCreated(Bob, Alice);
        _journal.SetNonce(Bob, 1);
        _journal.SetStorage(Bob, 1, 1);
        _journal.Transfer(Alice, Bob, 30);
        Assert.That(_journal.Destroy(Bob, Bob), Is.True);
        Assert.That(_journal.GetBalance(Bob), Is.EqualTo(UInt256.Zero), "it vanishes at once");
        _journal.Transfer(Alice, Bob, 12);

        Assert.That(_journal.EndTransaction(), Is.EqualTo((UInt256)42));
        Assert.That(_journal.Exists(Bob), Is.False);
        Assert.That(_journal.GetStorage(Bob, 1), Is.EqualTo(UInt256.Zero));
        Assert.That(_journal.BuildDiff().Accounts.Select(c => c.Address), Is.EqualTo(new[] { Alice }));
    }

    [Test]
    public void An_older_account_survives_selfdestruct_without_its_balance()
    {
        Assert.That(_journal.Destroy(Contract, Bob), Is.False);
        Assert.That(_journal.EndTransaction(), Is.EqualTo(UInt256.Zero));
        Assert.That((_journal.GetBalance(Contract), _journal.GetBalance(Bob)), Is.EqualTo((UInt256.Zero, (UInt256)10)));
        Assert.That(_journal.GetStorage(Contract, 1), Is.EqualTo((UInt256)100));
    }

    [Test]
    public void An_account_made_in_an_earlier_transaction_of_the_block_is_an_older_account()
    {
        _journal.MarkCreated(Bob, Alice);
        _journal.SetNonce(Bob, 1);
        _journal.EndTransaction();
        _journal.BeginTransaction();
        Assert.That((_journal.IsCreated(Bob), _journal.Destroy(Bob, Alice)), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_new_code_is_in_the_diff_once_and_only_if_it_stays()
    {
        byte[] kept = [1, 2, 3];
        _journal.SetCode(Alice, kept);
        _journal.SetCode(Bob, kept);
        _journal.SetNonce(Bob, 1);
        var checkpoint = _journal.Checkpoint();
        _journal.SetCode(Contract, new byte[] { 9 });
        _journal.Revert(checkpoint);
        _journal.EndTransaction();

        var diff = _journal.BuildDiff();

        Assert.That(diff.Codes.Select(code => code.Code.ToArray()), Is.EqualTo(new[] { kept }));
        Assert.That(_journal.GetCode(Contract).ToArray(), Is.EqualTo(new byte[] { 0x60, 0x00 }));
    }

    [Test]
    public void Balances_are_summed_without_wrapping()
    {
        _journal.SetBalance(Alice, UInt256.MaxValue);
        _journal.SetBalance(Bob, UInt256.MaxValue);
        _journal.EndTransaction();

        var diff = _journal.BuildDiff();

        Assert.That(diff.BalancesBefore(), Is.EqualTo(new BalanceSum(0, 1000)));
        Assert.That(diff.BalancesAfter(), Is.EqualTo(new BalanceSum(1, UInt256.MaxValue - UInt256.One)));
    }

    [Test]
    public void Taking_more_than_there_is_breaks_an_invariant() =>
        Assert.That(() => _journal.SubtractBalance(Bob, 1), Throws.InstanceOf<InvariantBrokenException>());

    [Test]
    public void Keeps_every_slot_apart_when_there_are_many()
    {
        for (ulong i = 0; i < 5000; i++)
        {
            _journal.SetStorage(Contract, new UInt256(i, 0, 0, i), i + 1);
        }

        for (ulong i = 0; i < 5000; i++)
        {
            Assert.That(_journal.GetStorage(Contract, new UInt256(i, 0, 0, i)), Is.EqualTo((UInt256)(i + 1)));
        }

        _journal.EndTransaction();
        Assert.That(_journal.BuildDiff().Accounts[0].Slots, Has.Length.EqualTo(5000));
    }
}
