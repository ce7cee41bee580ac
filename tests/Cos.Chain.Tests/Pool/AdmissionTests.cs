using Cos.Chain.Pool;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Tests.Pool;

/// <summary>Every refusal has its name.</summary>
public sealed class AdmissionTests
{
    private readonly Wallet _wallet = new(0);

    [Test]
    public void Takes_a_plain_transfer_and_tells_of_it()
    {
        var chain = TestChain.WithSeats(1);
        var transaction = _wallet.Send(0);
        Assert.That(chain.Ledger.Submit(transaction).Rejection, Is.Null);
        Assert.That(chain.Heard.Pending, Is.EqualTo(new[] { transaction }));
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((1, 0)));
        Assert.That(chain.Ledger.Queries.PendingNonce(_wallet.Address), Is.EqualTo(1));
        Assert.That(chain.Ledger.Queries.TryFindPooled(transaction.Transaction.Hash, out var pooled) && pooled.IsPending, Is.True);
    }

    [Test]
    public void Keeps_a_transaction_after_a_gap_as_queued_until_the_gap_closes()
    {
        var chain = TestChain.WithSeats(1);
        chain.Ledger.Submit(_wallet.Send(1));
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((0, 1)));
        chain.Ledger.Submit(_wallet.Send(0));
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((2, 0)));
    }

    [Test]
    public void Refuses_a_known_transaction() => Refuses(PoolRejection.AlreadyKnown, _wallet.Send(0), _wallet.Send(0));

    [Test]
    public void Refuses_a_transaction_for_another_chain() => Refuses(PoolRejection.WrongChainId, _wallet.Send(0, chainId: 1));

    [Test]
    public void Refuses_a_legacy_transaction_without_a_chain() => Refuses(PoolRejection.WrongChainId, _wallet.Sign(Plain(TransactionKind.Legacy, null)));

    [Test]
    public void Refuses_blobs() => Refuses(PoolRejection.BlobsNotAllowed, _wallet.Sign(Plain(TransactionKind.Blob, TestChain.ChainId)));

    [Test]
    public void Refuses_more_bytes_than_one_transaction_may_have()
    {
        var unsigned = Plain(TransactionKind.DynamicFee, TestChain.ChainId, new byte[128 * 1024]);
        Refuses(PoolRejection.Oversized, _wallet.Sign(unsigned));
    }

    [Test]
    public void Refuses_a_nonce_that_was_used()
    {
        var chain = TestChain.WithSeats(1);
        chain.Ledger.Submit(_wallet.Send(0));
        chain.TickSlot(1);
        var outcome = chain.Ledger.Submit(_wallet.Send(0, wei: 2));
        Assert.That(outcome.Rejection, Is.EqualTo(PoolRejection.NonceTooLow));
        Assert.That(((ulong)outcome.Have, (ulong)outcome.Want), Is.EqualTo((1ul, 0ul)));
    }

    [Test]
    public void Refuses_a_nonce_too_far_ahead() => Refuses(PoolRejection.NonceGapTooWide, _wallet.Send(1025));

    [Test]
    public void Refuses_what_the_account_cannot_pay() => Refuses(PoolRejection.InsufficientFunds, new Wallet(99).Send(0));

    [Test]
    public void Refuses_what_the_account_cannot_pay_beside_its_others()
    {
        ulong most = ulong.MaxValue; // 18.4 COS of 1000: fifty-five do not fit
        Refuses(PoolRejection.InsufficientFunds, [.. Enumerable.Range(0, 55).Select(i => _wallet.Send((ulong)i, wei: most))]);
    }

    [Test]
    public void Refuses_more_gas_than_one_transaction_may_use() => Refuses(PoolRejection.GasLimitAboveTransactionMax, _wallet.Send(0, gas: (1 << 24) + 1));

    [Test]
    public void Refuses_more_gas_than_a_block_has()
    {
        var chain = new TestChain(TestChain.SpecOf(1) with { GasLimit = 1_000_000 }, TestChain.KeysOf(1));
        Assert.That(chain.Ledger.Submit(_wallet.Send(0, gas: 1_000_001)).Rejection, Is.EqualTo(PoolRejection.GasLimitAboveBlock));
    }

    [Test]
    public void Refuses_less_gas_than_a_transfer_costs() => Refuses(PoolRejection.IntrinsicGasTooLow, _wallet.Send(0, gas: 20_999));

    [Test]
    public void Refuses_less_gas_than_the_floor_of_its_data()
    {
        var unsigned = Plain(TransactionKind.DynamicFee, TestChain.ChainId, Enumerable.Repeat((byte)1, 1000).ToArray(), 21_000 + 16_000);
        Refuses(PoolRejection.FloorGasTooLow, _wallet.Sign(unsigned));
    }

    [Test]
    public void Refuses_a_fee_cap_below_the_floor_of_one_unit() => Refuses(PoolRejection.Underpriced, _wallet.Send(0, tip: 0, cap: Credit.WeiPerUnit - 1));

    [Test]
    public void Refuses_a_tip_above_its_cap() => Refuses(PoolRejection.TipAboveFeeCap, _wallet.Send(0, tip: 100_000_000_001));

    [Test]
    public void Refuses_init_code_that_is_too_long()
    {
        var unsigned = Plain(TransactionKind.DynamicFee, TestChain.ChainId, new byte[49_153], 4_000_000, isCreation: true);
        Refuses(PoolRejection.InitCodeTooLarge, _wallet.Sign(unsigned));
    }

    [Test]
    public void Refuses_a_replacement_that_raises_prices_by_less_than_a_tenth() =>
        Refuses(PoolRejection.ReplacementUnderpriced, _wallet.Send(0, tip: 1000, cap: 20_000_000_000), _wallet.Send(0, tip: 1100, cap: 21_999_999_999));

    [Test]
    public void Replaces_a_transaction_whose_prices_are_outbid_by_a_tenth()
    {
        var chain = TestChain.WithSeats(1);
        var (old, bid) = (_wallet.Send(0, tip: 1000, cap: 20_000_000_000), _wallet.Send(0, tip: 1100, cap: 22_000_000_000));
        chain.Ledger.Submit(old);
        Assert.That(chain.Ledger.Submit(bid).Rejection, Is.Null);
        Assert.That(chain.Ledger.Queries.TryFindPooled(old.Transaction.Hash, out _), Is.False);
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((1, 0)));
    }

    [Test]
    public void Refuses_a_sender_with_too_many()
    {
        var chain = Small(new PoolLimits { SenderTransactionsMax = 2 });
        for (ulong nonce = 0; nonce < 2; nonce++) chain.Ledger.Submit(_wallet.Send(nonce));
        Assert.That(chain.Ledger.Submit(_wallet.Send(2)).Rejection, Is.EqualTo(PoolRejection.SenderLimit));
    }

    [Test]
    public void A_full_pool_refuses_the_cheaper_and_lets_the_cheapest_go_for_the_dearer()
    {
        var chain = Small(new PoolLimits { TransactionsMax = 2 });
        var cheapest = new Wallet(1).Send(0, tip: 5);
        chain.Ledger.Submit(cheapest);
        chain.Ledger.Submit(new Wallet(2).Send(0, tip: 7));
        Assert.That(chain.Ledger.Submit(new Wallet(3).Send(0, tip: 5)).Rejection, Is.EqualTo(PoolRejection.PoolFull));
        Assert.That(chain.Ledger.Submit(new Wallet(3).Send(0, tip: 6)).Rejection, Is.Null);
        Assert.That(chain.Ledger.Queries.TryFindPooled(cheapest.Transaction.Hash, out _), Is.False);
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((2, 0)));
    }

    [Test]
    public void A_full_pool_lets_a_waiting_one_go_before_any_that_could_be_in_a_block()
    {
        var chain = Small(new PoolLimits { TransactionsMax = 2 });
        var waiting = new Wallet(1).Send(5, tip: 1000);
        chain.Ledger.Submit(waiting);
        chain.Ledger.Submit(new Wallet(2).Send(0, tip: 7));
        Assert.That(chain.Ledger.Submit(new Wallet(3).Send(0, tip: 1)).Rejection, Is.Null);
        Assert.That(chain.Ledger.Queries.TryFindPooled(waiting.Transaction.Hash, out _), Is.False);
    }

    [Test]
    public void Comes_back_after_a_restart()
    {
        var chain = TestChain.WithSeats(1);
        for (ulong nonce = 0; nonce < 5; nonce++) chain.Ledger.Submit(_wallet.Send(nonce));
        chain.Ledger.Rest();
        chain.Restart();
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((5, 0)));
        chain.TickSlot(1);
        chain.Restart();
        Assert.That(chain.Ledger.Queries.PoolCounts, Is.EqualTo((0, 0)));
    }

    private static Transaction Plain(TransactionKind kind, ulong? chainId, byte[]? input = null, ulong gas = 15_000_000, bool isCreation = false) => new()
    {
        Kind = kind,
        ChainId = chainId,
        Nonce = 0,
        MaxPriorityFeePerGas = Credit.WeiPerUnit,
        MaxFeePerGas = Credit.WeiPerUnit,
        GasLimit = gas,
        To = isCreation ? null : Address.FromLow(0xdead),
        Value = 0,
        Input = input ?? [],
        BlobVersionedHashes = kind == TransactionKind.Blob ? [default] : [],
        Signature = new TransactionSignature(27, 0, 0),
    };

    private static TestChain Small(PoolLimits limits) => new(TestChain.SpecOf(1), TestChain.KeysOf(1), limits);

    private static void Refuses(PoolRejection expected, params RecoveredTransaction[] transactions)
    {
        var chain = TestChain.WithSeats(1);
        PoolRejection? last = null;
        for (int i = 0; i < transactions.Length; i++)
        {
            Assert.That(last, Is.Null, "only the last is refused");
            last = chain.Ledger.Submit(transactions[i]).Rejection;
        }

        Assert.That(last, Is.EqualTo(expected));
    }
}
