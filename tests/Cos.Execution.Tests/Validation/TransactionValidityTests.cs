using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Validation;

public sealed class TransactionValidityTests
{
    private static readonly Authorization SomeAuthorization = new(0, Bob, 0, new TransactionSignature(0, 1, 1));
    private static readonly Hash256 SomeBlob = Hash256.FromUInt256((UInt256)1 << 248);

    [Test]
    public void Takes_a_plain_transfer() => Assert.That(Reject(CreditRules, w => w.Tx(Alice, Bob, OneCos)), Is.Null);

    [Test]
    public void Takes_a_legacy_transaction_of_no_chain()
    {
        var world = new World(CreditRules);
        var tx = new Transaction
        {
            Kind = TransactionKind.Legacy,
            ChainId = null,
            Nonce = 0,
            MaxFeePerGas = Gwei * 10,
            MaxPriorityFeePerGas = Gwei * 10,
            GasLimit = 21_000,
            To = Bob,
            Value = 1,
            Input = default,
            Signature = new TransactionSignature(27, 1, 1),
        };
        Assert.That(new BlockAssembly(world.State, world.Context()).TryApply(new RecoveredTransaction(tx, Alice), out _), Is.Null);
    }

    [Test]
    public void Rejects_a_transaction_of_no_known_kind() => Expect(TxRejection.UnsupportedKind, w => w.Tx(Alice, Bob, kind: TransactionKind.Unspecified));

    [Test]
    public void Rejects_a_transaction_of_another_chain() => Expect(TxRejection.WrongChainId, w => w.Tx(Alice, Bob, chainId: 1));

    [Test]
    public void Rejects_more_gas_than_one_transaction_may_ask_for() => Expect(TxRejection.GasLimitAboveTransactionMax, w => w.Tx(Alice, Bob, gas: (1 << 24) + 1));

    [Test]
    public void Rejects_a_gas_limit_that_does_not_pay_for_the_transaction_itself() => Expect(TxRejection.IntrinsicGasTooLow, w => w.Tx(Alice, Bob, gas: 20_999));

    [Test]
    public void Rejects_a_gas_limit_below_the_call_data_floor() => Expect(TxRejection.GasLimitBelowFloor, w => w.Tx(Alice, Bob, input: "ffff", gas: 21_000 + 32));

    [Test]
    public void Rejects_init_code_that_is_too_long() => Expect(TxRejection.InitCodeTooLarge, w => w.Tx(Alice, null, input: new string('0', 2 * (49_152 + 1))));

    [Test]
    public void Rejects_a_tip_above_the_fee_cap() => Expect(TxRejection.TipAboveFeeCap, w => w.Tx(Alice, Bob, cap: Gwei * 10, tip: Gwei * 11));

    [Test]
    public void Rejects_the_last_nonce_there_is() => Expect(TxRejection.NonceAtMax, w => w.Tx(Alice, Bob, nonce: ulong.MaxValue));

    [Test]
    public void Rejects_a_set_code_transaction_without_authorizations() => Expect(TxRejection.AuthorizationListEmpty, w => w.Tx(Alice, Bob, kind: TransactionKind.SetCode));

    [Test]
    public void Rejects_a_set_code_transaction_that_creates() => Expect(TxRejection.SetCodeWithoutCallee, w => w.Tx(Alice, null, authorizations: [SomeAuthorization]));

    [Test]
    public void Rejects_blobs_on_a_cos_chain() => Expect(TxRejection.BlobsNotAllowed, w => w.Tx(Alice, Bob, kind: TransactionKind.Blob, blobs: [SomeBlob], blobCap: 1));

    [Test]
    public void Rejects_a_blob_transaction_that_creates() =>
        Expect(TxRejection.BlobsWithoutCallee, w => w.Tx(Alice, null, kind: TransactionKind.Blob, blobs: [SomeBlob], blobCap: 1), isEthereum: true);

    [Test]
    public void Rejects_a_blob_transaction_without_blobs() =>
        Expect(TxRejection.BlobHashesMissing, w => w.Tx(Alice, Bob, kind: TransactionKind.Blob, blobCap: 1), isEthereum: true);

    [Test]
    public void Rejects_more_than_six_blobs() =>
        Expect(TxRejection.TooManyBlobs, w => w.Tx(Alice, Bob, kind: TransactionKind.Blob, blobs: [.. Enumerable.Repeat(SomeBlob, 7)], blobCap: 1), isEthereum: true);

    [Test]
    public void Rejects_a_blob_hash_of_an_unknown_version() =>
        Expect(TxRejection.BlobHashVersionUnknown, w => w.Tx(Alice, Bob, kind: TransactionKind.Blob, blobs: [Hash256.FromUInt256(1)], blobCap: 1), isEthereum: true);

    [Test]
    public void Rejects_a_blob_fee_cap_below_the_blob_base_fee() =>
        Expect(TxRejection.BlobFeeCapBelowBlobBaseFee, w => w.Tx(Alice, Bob, kind: TransactionKind.Blob, blobs: [SomeBlob]), isEthereum: true);

    [Test]
    public void Rejects_a_fee_cap_below_the_base_fee() => Expect(TxRejection.FeeCapBelowBaseFee, w => w.Tx(Alice, Bob, cap: (Gwei * 10) - 1));

    [Test]
    public void Rejects_a_transaction_whose_nonce_is_already_used()
    {
        var world = new World(CreditRules);
        world.Run(world.Tx(Alice, Bob));
        Assert.That(new BlockAssembly(world.State, world.Context()).TryApply(world.Tx(Alice, Bob, nonce: 0), out _), Is.EqualTo(TxRejection.NonceTooLow));
    }

    [Test]
    public void Rejects_a_transaction_whose_nonce_skips_one() => Expect(TxRejection.NonceTooHigh, w => w.Tx(Alice, Bob, nonce: 1));

    [Test]
    public void Rejects_a_sender_with_code()
    {
        var world = new World(CreditRules);
        world.Put(Contract, OneCos, 0, "00");
        Assert.That(new BlockAssembly(world.State, world.Context()).TryApply(world.Tx(Contract, Bob), out _), Is.EqualTo(TxRejection.SenderHasCode));
    }

    [Test]
    public void Takes_a_sender_whose_code_is_a_delegation()
    {
        var world = new World(CreditRules);
        world.Put(Contract, OneCos, 0, "ef0100" + new string('1', 40));
        Assert.That(new BlockAssembly(world.State, world.Context()).TryApply(world.Tx(Contract, Bob, gas: 21_000), out _), Is.Null);
    }

    [Test]
    public void Rejects_a_sender_who_has_one_wei_too_little()
    {
        var world = new World(CreditRules);
        var cost = (Gwei * (UInt256)20UL * (UInt256)21_000UL) + OneCos;
        world.Put(Bob, cost - 1);
        world.Put(Contract, cost);
        var assembly = new BlockAssembly(world.State, world.Context());
        Assert.That(assembly.TryApply(world.Tx(Bob, Alice, OneCos, gas: 21_000), out _), Is.EqualTo(TxRejection.InsufficientFunds));
        Assert.That(assembly.TryApply(world.Tx(Contract, Alice, OneCos, gas: 21_000), out _), Is.Null);
    }

    [Test]
    public void Rejects_a_cost_beyond_256_bits() => Expect(TxRejection.InsufficientFunds, w => w.Tx(Alice, Bob, cap: UInt256.MaxValue));

    [Test]
    public void Rejects_more_gas_than_the_block_has_left()
    {
        var world = new World(CreditRules);
        var assembly = new BlockAssembly(world.State, world.Context() with { GasLimit = 50_000 });
        Assert.That(assembly.TryApply(world.Tx(Alice, Bob, gas: 25_000), out _), Is.Null);
        Assert.That(assembly.GasLeft, Is.EqualTo(29_000));
        Assert.That(assembly.TryApply(world.Tx(Alice, Bob, nonce: 1, gas: 29_001), out _), Is.EqualTo(TxRejection.BlockGasExceeded));
        Assert.That(assembly.TryApply(world.Tx(Alice, Bob, nonce: 1, gas: 29_000), out _), Is.Null);
    }

    [Test]
    public void A_rejected_transaction_changes_nothing()
    {
        var world = new World(CreditRules);
        var assembly = new BlockAssembly(world.State, world.Context());
        Assert.That(assembly.TryApply(world.Tx(Alice, Bob, nonce: 5), out var receipt), Is.EqualTo(TxRejection.NonceTooHigh));
        Assert.That(receipt, Is.Null);
        Assert.That(assembly.Finish().Diff.Accounts, Is.Empty);
    }

    private static void Expect(TxRejection rejection, Func<World, RecoveredTransaction> make, bool isEthereum = false) =>
        Assert.That(Reject(isEthereum ? EthereumRules : CreditRules, make), Is.EqualTo(rejection));

    private static TxRejection? Reject(Primitives.Rules.ChainRules rules, Func<World, RecoveredTransaction> make)
    {
        var world = new World(rules);
        return new BlockAssembly(world.State, world.Context()).TryApply(make(world), out _);
    }
}
