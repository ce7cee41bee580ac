using Cos.Execution.Blocks;
using Cos.Execution.Genesis;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm.Code;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Transactions;

public sealed class AuthorizationListTests
{
    // The second dev account.
    private static readonly byte[] Key = Convert.FromHexString("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");
    private static readonly Address Authority = DevGenesis.Accounts[1];

    [Test]
    public void Delegates_the_authoritys_code_and_uses_its_nonce()
    {
        var world = new World(CreditRules);
        world.Run(world.Tx(Alice, Bob, authorizations: [TransactionSigner.Authorize(3077, Contract, 0, Key)]));
        Assert.That(world.CodeOf(Authority).ToArray(), Is.EqualTo(Delegation.Write(Contract)));
        Assert.That(world.NonceOf(Authority), Is.EqualTo(1));
    }

    [Test]
    public void Counts_for_any_chain_where_it_names_none()
    {
        var world = new World(CreditRules);
        world.Run(world.Tx(Alice, Bob, authorizations: [TransactionSigner.Authorize(0, Contract, 0, Key)]));
        Assert.That(world.CodeOf(Authority).IsEmpty, Is.False);
    }

    [Test]
    public void The_call_runs_the_code_just_delegated_in_the_authoritys_name()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "60016000" + "5500");
        world.Run(world.Tx(Alice, Authority, authorizations: [TransactionSigner.Authorize(3077, Contract, 0, Key)]));
        Assert.That(world.State.GetStorage(Authority, 0), Is.EqualTo(UInt256.One));
    }

    [Test]
    public void Stays_when_the_call_reverts()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "5f5ffd");
        var result = world.Run(world.Tx(Alice, Contract, authorizations: [TransactionSigner.Authorize(3077, Contract, 0, Key)]));
        Assert.That(result.Receipts[0].Succeeded, Is.False);
        Assert.That(world.CodeOf(Authority).IsEmpty, Is.False);
    }

    [Test]
    public void The_zero_address_clears_a_delegation()
    {
        var world = new World(CreditRules);
        world.Put(Authority, OneCos, 4, "ef0100" + new string('1', 40));
        world.Run(world.Tx(Alice, Bob, authorizations: [TransactionSigner.Authorize(3077, Address.Zero, 4, Key)]));
        Assert.That(world.CodeOf(Authority).IsEmpty, Is.True);
        Assert.That(world.NonceOf(Authority), Is.EqualTo(5));
    }

    [Test]
    public void An_authority_that_exists_gives_back_12500_gas_and_a_new_one_nothing()
    {
        var world = new World(CreditRules);
        ulong GasOf(ulong nonce) => world.Run(world.Tx(Alice, Bob, authorizations: [TransactionSigner.Authorize(3077, Contract, nonce, Key)])).Receipts[0].GasUsed;
        Assert.That(GasOf(0), Is.EqualTo(46_000));
        Assert.That(GasOf(1), Is.EqualTo(46_000 - (46_000 / 5)), "12,500 would be more than a fifth");

        ulong wide = world.Run(world.Tx(Alice, Bob, input: string.Concat(Enumerable.Repeat("00", 5_000)), authorizations: [TransactionSigner.Authorize(3077, Contract, 2, Key)])).Receipts[0].GasUsed;
        Assert.That(wide, Is.EqualTo(Math.Max(46_000UL + 20_000 - 12_500, 21_000UL + 50_000)), "and never below the floor");
    }

    [TestCase(1UL, 0UL, TestName = "Passes_over_an_authorization_for_another_chain")]
    [TestCase(3077UL, 1UL, TestName = "Passes_over_an_authorization_at_another_nonce")]
    [TestCase(3077UL, ulong.MaxValue, TestName = "Passes_over_an_authorization_at_the_last_nonce")]
    public void Passes_over(ulong chainId, ulong nonce)
    {
        var world = new World(CreditRules);
        var result = world.Run(world.Tx(Alice, Bob, authorizations: [TransactionSigner.Authorize(chainId, Contract, nonce, Key)]));
        Assert.That(result.Receipts[0].GasUsed, Is.EqualTo(46_000));
        Assert.That(world.State.TryGetAccount(Authority, out _), Is.False);
    }

    [Test]
    public void Passes_over_an_authority_with_code_of_its_own()
    {
        var world = new World(CreditRules);
        world.Put(Authority, OneCos, 0, "00");
        world.Run(world.Tx(Alice, Bob, authorizations: [TransactionSigner.Authorize(3077, Contract, 0, Key)]));
        Assert.That(world.CodeOf(Authority).ToArray(), Is.EqualTo(new byte[] { 0 }));
    }

    [Test]
    public void A_senders_own_authorization_counts_from_the_nonce_after_this_transaction()
    {
        var world = new World(CreditRules);
        world.Put(Authority, OneCos);
        world.Run(world.Tx(Authority, Bob, authorizations: [TransactionSigner.Authorize(3077, Contract, 1, Key)]));
        Assert.That(world.NonceOf(Authority), Is.EqualTo(2));
        Assert.That(world.CodeOf(Authority).IsEmpty, Is.False);
        Assert.That(new BlockAssembly(world.State, world.Context()).TryApply(world.Tx(Authority, Bob), out _), Is.Null, "a delegated account still sends");
    }
}
