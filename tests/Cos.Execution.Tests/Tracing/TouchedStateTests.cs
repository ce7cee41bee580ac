using System.Collections.Immutable;
using Cos.Execution.Genesis;
using Cos.Execution.Tracing;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;
using Cos.Vm.Calls;
using Cos.Vm.Code;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Tracing;

public sealed class TouchedStateTests
{
    private static readonly byte[] Key = Convert.FromHexString("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");
    private static readonly Address Callee = Address.FromLow(0xca11ee);

    [Test]
    public void Shows_accounts_and_slots_before_and_after()
    {
        var world = new World(CreditRules);
        world.Put(Contract, nonce: 1, code: "5f5450 6009600155 60ff31 00".Replace(" ", "", StringComparison.Ordinal), storage: [(0, 7), (1, 8)]); // reads 0, writes 1, asks BALANCE(255)
        var accounts = Touch(world, world.Tx(Alice, Contract, value: 3));
        Assert.That(accounts.Select(account => account.Address), Is.EqualTo(new[] { Address.FromLow(255), Producer, Contract, Alice }.Order()));
        var contract = Of(accounts, Contract);
        Assert.That(contract.Slots, Is.EqualTo(new[] { new TouchedSlot(0, 7, 7), new TouchedSlot(1, 8, 9) }));
        Assert.That((contract.Before.Balance, contract.After.Balance), Is.EqualTo((UInt256.Zero, (UInt256)3UL)));
        var alice = Of(accounts, Alice);
        Assert.That((alice.Before.Balance, alice.Before.Nonce, alice.After.Nonce), Is.EqualTo((OneCos * (UInt256)1_000UL, 0UL, 1UL)));
        Assert.That(Of(accounts, Address.FromLow(255)).Before.Exists, Is.False);
    }

    [Test]
    public void Knows_a_contract_that_the_transaction_made()
    {
        var world = new World(CreditRules);
        var made = ContractAddress.OfNonce(Alice, 0);
        var account = Of(Touch(world, world.Tx(Alice, null, input: "6001600155" + "60aa5f5360015ff3")), made);
        Assert.That(account.IsCreation, Is.True);
        Assert.That((account.Before.Exists, account.After.Exists, account.After.Nonce), Is.EqualTo((false, true, 1UL)));
        Assert.That(account.After.Code.ToArray(), Is.EqualTo(new byte[] { 0xaa }));
        Assert.That(account.Slots, Is.EqualTo(new[] { new TouchedSlot(1, 0, 1) }));
    }

    [Test]
    public void Sees_that_an_account_went_with_the_transaction_that_made_it()
    {
        var world = new World(EthereumRules);
        var accounts = Touch(world, world.Tx(Alice, null, value: 4, input: "62ca11eeff"));
        Assert.That(Of(accounts, ContractAddress.OfNonce(Alice, 0)).After.Exists, Is.False);
        Assert.That(Of(accounts, Callee).After.Balance, Is.EqualTo((UInt256)4UL));
    }

    [Test]
    public void Looks_at_nothing_that_the_gas_did_not_suffice_for()
    {
        var world = new World(CreditRules);
        world.Put(Contract, code: "60055400"); // SLOAD(5) of 2,100 gas
        Assert.That(Of(Touch(world, world.Tx(Alice, Contract, gas: 21_000 + 2_000)), Contract).Slots, Is.Empty);
        Assert.That(Of(Touch(world, world.Tx(Alice, Contract, gas: 21_000 + 2_103)), Contract).Slots, Has.Length.EqualTo(1));
    }

    [Test]
    public void Names_authorities_and_the_accounts_they_delegate_to()
    {
        var world = new World(CreditRules);
        world.Put(Callee, code: "00");
        world.Put(Contract, code: Convert.ToHexString(Delegation.Write(Callee)));
        var accounts = Touch(world, world.Tx(Alice, Contract, authorizations: [TransactionSigner.Authorize(3077, Callee, 0, Key)]));
        var authority = Of(accounts, DevGenesis.Accounts[1]);
        Assert.That((authority.Before.Nonce, authority.After.Nonce, authority.Before.Code.IsEmpty, authority.After.Code.IsEmpty), Is.EqualTo((0UL, 1UL, true, false)));
        Assert.That(accounts.Any(account => account.Address == Callee), Is.True);
    }

    [Test]
    public void Under_the_credit_rule_a_balance_that_vanishes_with_its_account_shows_at_the_alliance()
    {
        var world = new World(CreditRules);
        var accounts = Touch(world, world.Tx(Alice, null, value: 4, input: "30ff")); // to itself
        var alliance = Of(accounts, SystemAccounts.AllianceFee);
        Assert.That(alliance.After.Balance - alliance.Before.Balance, Is.EqualTo((UInt256)4UL));
        Assert.That(Touch(world, world.Tx(Alice, Bob)).Any(account => account.Address == SystemAccounts.AllianceFee), Is.False);
    }

    private static TouchedAccount Of(ImmutableArray<TouchedAccount> accounts, Address address) => accounts.Single(account => account.Address == address);

    private static ImmutableArray<TouchedAccount> Touch(World world, RecoveredTransaction transaction)
    {
        var interrupt = new Interrupt();
        var touched = new TouchedState(new TraceBudget(long.MaxValue, interrupt));
        Assert.That(new BlockReplay(world.State, world.Context(), new Workspace(), interrupt).TryRun(transaction, touched, out _), Is.Null);
        return touched.Accounts;
    }
}
