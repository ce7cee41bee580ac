using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Transactions;

public sealed class TransactionExecutorTests
{
    [Test]
    public void Gas_not_used_is_paid_back_at_the_price_that_was_paid()
    {
        var world = new World(CreditRules);
        var before = world.BalanceOf(Alice);
        world.Run(world.Tx(Alice, Bob, OneCos, gas: 5_000_000, cap: Gwei * 500));
        Assert.That(world.BalanceOf(Alice), Is.EqualTo(before - OneCos - (Gwei * (UInt256)10UL * (UInt256)21_000UL)));
        Assert.That(world.BalanceOf(Bob), Is.EqualTo(OneCos));
    }

    [Test]
    public void A_cleared_slot_refunds_4800()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "5f5f5500", (0, 1));
        Assert.That(GasOf(world, world.Tx(Alice, Contract)), Is.EqualTo(21_000 + 2 + 2 + 5_000 - 4_800));
    }

    [Test]
    public void No_more_than_a_fifth_of_the_gas_is_refunded()
    {
        var world = new World(CreditRules);
        var code = string.Concat(Enumerable.Range(0, 10).Select(i => $"5f60{i:x2}55")) + "00";
        world.Put(Contract, default, 1, code, [.. Enumerable.Range(0, 10).Select(i => ((UInt256)(ulong)i, UInt256.One))]);
        const ulong spent = 21_000 + (10 * (2 + 3 + 5_000));
        Assert.That(GasOf(world, world.Tx(Alice, Contract)), Is.EqualTo(spent - (spent / 5)));
    }

    [Test]
    public void Call_data_pays_its_floor_even_where_nothing_runs()
    {
        var world = new World(CreditRules);
        Assert.That(GasOf(world, world.Tx(Alice, Bob, input: new string('f', 200))), Is.EqualTo(21_000 + (100 * 40)));
    }

    [Test]
    public void The_access_list_is_warm()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "5f5400");
        Assert.That(GasOf(world, world.Tx(Alice, Contract)), Is.EqualTo(21_000 + 2 + 2_100));
        Assert.That(GasOf(world, world.Tx(Alice, Contract, accessList: [new AccessListEntry(Contract, [0])])), Is.EqualTo(21_000 + 2_400 + 1_900 + 2 + 100));
    }

    [TestCase("4131", 2UL, TestName = "The_coinbase_is_warm")]
    [TestCase("3231", 2UL, TestName = "The_sender_is_warm")]
    [TestCase("3031", 2UL, TestName = "The_callee_is_warm")]
    [TestCase("600931", 3UL, TestName = "A_precompile_is_warm")]
    public void Balance_of_a_warm_account_costs_100(string code, ulong push)
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, code + "00");
        Assert.That(GasOf(world, world.Tx(Alice, Contract)), Is.EqualTo(21_000 + push + 100));
    }

    [Test]
    public void A_halt_takes_all_gas_and_a_revert_only_what_was_used()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "fe");
        world.Put(Bob, default, 1, "5f5ffd");
        Assert.That(GasOf(world, world.Tx(Alice, Contract, gas: 100_000)), Is.EqualTo(100_000));
        Assert.That(GasOf(world, world.Tx(Alice, Bob, gas: 100_000)), Is.EqualTo(21_004));
    }

    [Test]
    public void A_failed_transaction_undoes_all_but_nonce_and_price()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "60016000555f5ffd");
        var before = world.BalanceOf(Alice);
        var result = world.Run(world.Tx(Alice, Contract, OneCos));
        Assert.That(result.Receipts[0].Succeeded, Is.False);
        Assert.That(world.State.GetStorage(Contract, 0), Is.EqualTo(UInt256.Zero));
        Assert.That(world.BalanceOf(Contract), Is.EqualTo(UInt256.Zero));
        Assert.That(world.BalanceOf(Alice), Is.EqualTo(before - result.Fees.Total));
        Assert.That(world.NonceOf(Alice), Is.EqualTo(1));
    }

    [Test]
    public void A_creation_keeps_what_its_init_code_returns()
    {
        var world = new World(CreditRules);
        // PUSH1 0x5b MSTORE8 at 0, return one byte: a contract that is a single JUMPDEST.
        var result = world.Run(world.Tx(Alice, null, OneCos, "605b5f5360015ff3"));
        Assert.That(result.Receipts[0].Succeeded, Is.True);
        var created = result.Receipts[0].ContractAddress!.Value;
        Assert.That(world.CodeOf(created).ToArray(), Is.EqualTo(new byte[] { 0x5b }));
        Assert.That(world.BalanceOf(created), Is.EqualTo(OneCos));
        Assert.That(world.NonceOf(created), Is.EqualTo(1));
    }

    [Test]
    public void The_sender_keeps_calling_through_its_own_delegation()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "32600055" + "00"); // stores ORIGIN in slot 0
        world.Put(Bob, OneCos, 0, "ef0100" + Convert.ToHexString(Contract.Bytes));
        world.Run(world.Tx(Bob, Bob));
        Assert.That(world.State.GetStorage(Bob, 0), Is.EqualTo(Bob.ToWord()));
        Assert.That(world.State.GetStorage(Contract, 0), Is.EqualTo(UInt256.Zero));
    }

    private static ulong GasOf(World world, RecoveredTransaction tx) => world.Run(tx).Receipts[0].GasUsed;
}
