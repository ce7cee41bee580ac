using Cos.Crypto.Hashing;
using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Vm.Calls;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Blocks;

public sealed class BlockAssemblyTests
{
    // CALLER SELFDESTRUCT, and init code that deploys nothing but destroys itself to itself: ADDRESS SELFDESTRUCT.
    private const string DestroysToCaller = "33ff";
    private const string DestroysToItself = "30ff";

    // 100 times CALL(gas, 0xdead, 0, 0, 0, 0, 0); and REVERT(0, 0).
    private const string CallsDeadAHundredTimes = "60645b5f5f5f5f5f61dead5af150600190038060025700";
    private const string Reverts = "5f5ffd";

    [Test]
    public void Fees_are_shared_at_the_blocks_end_between_alliance_holders_and_producer()
    {
        var world = new World(CreditRules);
        var before = world.BalanceOf(Alice);
        var result = world.Run(world.Tx(Alice, Bob, OneCos, gas: 21_000), world.Tx(Alice, Bob, OneCos, gas: 21_000, nonce: 1));

        var unit = (UInt256)Credit.WeiPerUnit;
        Assert.That(world.BalanceOf(SystemAccounts.AllianceFee), Is.EqualTo(unit * (UInt256)8_400UL));
        Assert.That(world.BalanceOf(SystemAccounts.HolderPool), Is.EqualTo(unit * (UInt256)12_600UL));
        Assert.That(world.BalanceOf(Producer), Is.EqualTo(unit * (UInt256)21_000UL));
        Assert.That(world.BalanceOf(Alice), Is.EqualTo(before - (OneCos * 2) - (unit * (UInt256)42_000UL)));
        Assert.That(result.Fees.Total, Is.EqualTo(unit * (UInt256)42_000UL));
    }

    [Test]
    public void The_whole_price_is_paid_tip_included_and_dust_goes_to_the_producer()
    {
        var world = new World(CreditRules);
        var result = world.Run(world.Tx(Alice, Bob, gas: 21_000, tip: 3));
        Assert.That(result.Receipts[0].EffectiveGasPrice, Is.EqualTo((Gwei * (UInt256)10UL) + (UInt256)3UL));
        Assert.That(result.Fees.Producer, Is.EqualTo(((UInt256)10_500UL * (UInt256)Credit.WeiPerUnit) + (UInt256)63_000UL));
    }

    [Test]
    public void The_producer_cannot_spend_its_fees_in_the_block_that_earns_them()
    {
        var world = new World(CreditRules);
        var assembly = new BlockAssembly(world.State, world.Context());
        Assert.That(assembly.TryApply(world.Tx(Alice, Bob), out _), Is.Null);
        Assert.That(assembly.TryApply(world.Tx(Producer, Bob, gas: 21_000), out _), Is.EqualTo(TxRejection.InsufficientFunds));
    }

    [Test]
    public void Under_ethereums_rule_the_tip_is_paid_and_the_base_fee_is_burnt()
    {
        var world = new World(EthereumRules);
        var before = world.BalanceOf(Alice);
        world.Run(world.Tx(Alice, Bob, gas: 21_000, tip: 5));
        Assert.That(world.BalanceOf(Producer), Is.EqualTo((UInt256)105_000UL));
        Assert.That(world.BalanceOf(Alice), Is.EqualTo(before - ((Gwei + (UInt256)5UL) * (UInt256)21_000UL)));
        Assert.That(world.BalanceOf(SystemAccounts.AllianceFee), Is.EqualTo(UInt256.Zero));
    }

    [Test]
    public void A_contract_that_calls_a_reverting_one_many_times_has_it_in_the_footprint_once()
    {
        var world = new World(CreditRules);
        var reverter = Address.FromLow(0xdead);
        world.Put(Contract, default, 1, CallsDeadAHundredTimes);
        world.Put(reverter, default, 1, Reverts);
        var result = world.Run(world.Tx(Alice, Contract, gas: 1_000_000));
        Assert.That(result.Receipts[0].Succeeded, Is.True);
        Assert.That(result.Footprint.Of(0).ToArray(), Is.EquivalentTo(new[] { Alice, Contract, reverter }));
    }

    [Test]
    public void A_balance_left_in_a_destroyed_account_goes_to_the_alliance()
    {
        var world = new World(CreditRules);
        var result = world.Run(world.Tx(Alice, null, OneCos, DestroysToItself));
        Assert.That(result.Receipts[0].Succeeded, Is.True);
        Assert.That(world.BalanceOf(SystemAccounts.AllianceFee), Is.EqualTo(result.Fees.Alliance + OneCos));
        Assert.That(world.State.TryGetAccount(result.Receipts[0].ContractAddress!.Value, out _), Is.False);
    }

    [Test]
    public void A_destroyed_contract_pays_its_whole_balance_to_its_beneficiary()
    {
        var world = new World(CreditRules);
        world.Put(Contract, OneCos, 1, DestroysToCaller);
        var before = world.BalanceOf(Alice);
        var result = world.Run(world.Tx(Alice, Contract));
        Assert.That(world.BalanceOf(Alice), Is.EqualTo(before + OneCos - result.Fees.Total));
        Assert.That(world.BalanceOf(Contract), Is.EqualTo(UInt256.Zero));
    }

    [Test]
    public void Value_sent_to_a_reserved_account_comes_back_and_only_the_gas_is_paid()
    {
        var world = new World(CreditRules);
        var before = world.BalanceOf(Alice);
        var result = world.Run(world.Tx(Alice, SystemAccounts.AllianceReserve, OneCos, gas: 21_000));
        Assert.That(result.Receipts[0].Succeeded, Is.False);
        Assert.That(world.BalanceOf(Alice), Is.EqualTo(before - result.Fees.Total));
        Assert.That(world.BalanceOf(SystemAccounts.AllianceReserve), Is.EqualTo(UInt256.Zero));
    }

    [Test]
    public void Names_the_first_transaction_that_makes_a_block_invalid()
    {
        var world = new World(CreditRules);
        var result = BlockExecutor.Execute(world.State, world.Context(), [world.Tx(Alice, Bob), world.Tx(Alice, Bob, nonce: 7)]);
        Assert.That(result.Invalid, Is.EqualTo(new InvalidTransaction(1, TxRejection.NonceTooHigh)));
    }

    [Test]
    public void Receipts_add_up_gas_and_the_block_carries_their_bloom()
    {
        var world = new World(CreditRules);
        world.Put(Contract, default, 1, "60006000a0"); // LOG0 of nothing
        var result = world.Run(world.Tx(Alice, Contract), world.Tx(Alice, Bob, nonce: 1, gas: 21_000));
        Assert.That(result.Receipts.Select(r => r.CumulativeGasUsed), Is.EqualTo(new[] { result.Receipts[0].GasUsed, result.Receipts[0].GasUsed + 21_000 }));
        Assert.That(result.GasUsed, Is.EqualTo(result.Receipts[1].CumulativeGasUsed));
        Assert.That(result.Receipts[0].Logs, Has.Length.EqualTo(1));
        Assert.That(result.LogsBloom.Contains(Contract.Bytes), Is.True);
        Assert.That(result.Receipts[1].LogsBloom, Is.EqualTo(Bloom.Empty));
    }

    [Test]
    public void A_failed_creation_still_names_the_address_it_would_have_made()
    {
        var world = new World(CreditRules);
        var result = world.Run(world.Tx(Alice, null, input: "fe"));
        Assert.That(result.Receipts[0].Succeeded, Is.False);
        Assert.That(result.Receipts[0].GasUsed, Is.EqualTo(1_000_000));
        Assert.That(result.Receipts[0].ContractAddress, Is.EqualTo(ContractAddress.OfNonce(Alice, 0)));
        Assert.That(world.NonceOf(Alice), Is.EqualTo(1));
    }

    [Test]
    public void The_parents_hash_is_stored_where_the_history_contract_keeps_it()
    {
        var world = new World(CreditRules);
        world.Put(HistoryContract.Address, default, 1, Convert.ToHexString(HistoryContract.Code.Span));
        var parent = new BlockHash(new Hash256(Keccak256.Hash("parent"u8)));
        const ulong number = 8_191 + 5;
        var result = BlockExecutor.Execute(world.State, world.Context() with { Number = number, ParentHash = parent }, []);
        var change = result.Diff.Accounts.Single();
        Assert.That(change.Address, Is.EqualTo(HistoryContract.Address));
        Assert.That(change.Slots.Select(s => (s.Slot, s.After)), Is.EqualTo(new[] { ((UInt256)4UL, parent.Value.ToUInt256()) }));
    }

    [Test]
    public void A_chain_without_the_history_contract_stores_nothing()
    {
        var world = new World(CreditRules);
        var result = BlockExecutor.Execute(world.State, world.Context() with { ParentHash = new BlockHash(Hash256.FromUInt256(1)) }, []);
        Assert.That(result.Diff.Accounts, Is.Empty);
        Assert.That(result.ReceiptsRoot, Is.EqualTo(Account.EmptyRoot));
    }
}
