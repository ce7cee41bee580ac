using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Tests.Import;

/// <summary>A follower takes what a producer made, and refuses each way of changing it by its name.</summary>
public sealed class ImportTests
{
    [Test]
    public void A_follower_takes_every_block_and_comes_to_the_same_state()
    {
        var (producer, follower) = Pair(3);
        for (ulong slot = 1; slot <= 30; slot++)
        {
            producer.Ledger.Submit(new Wallet(0).Send(slot - 1));
            producer.TickSlot(slot);
            Assert.That(follower.Import(producer.Head.Block.Block, slot), Is.Null);
        }

        Assert.That(follower.Head.Hash, Is.EqualTo(producer.Head.Hash));
        Assert.That(follower.Head.State.StateRoot, Is.EqualTo(producer.Head.Header.StateRoot));
        Assert.That(follower.Head.Final.Number, Is.EqualTo(29), "the certificate of the block before comes with each header");
    }

    [Test]
    public void A_known_block_is_named_so() => Refuses(BlockRejection.AlreadyKnown, (_, block) => block, after: (follower, block) => follower.Import(block, 2));

    [Test]
    public void A_block_without_its_parent_is_named_so() => Refuses(BlockRejection.UnknownParent, (_, b) => b.With(h => h with { ParentHash = new BlockHash(h.StateRoot) }));

    [Test]
    public void A_block_below_the_final_one_forks_too_deep()
    {
        var (producer, follower) = Pair(1);
        producer.TickSlots(1, 3);
        for (ulong n = 1; n <= 3; n++) follower.Import(producer.BlockAt(n), 3);
        var rival = producer.BlockAt(1).Resealed(producer, extra: e => e with { Slot = 2 }, header: h => h with { Timestamp = producer.Calendar.TimestampOf(2) });
        Assert.That(follower.Import(rival, 3), Is.EqualTo(BlockRejection.ForksTooDeep));
    }

    [Test]
    public void Extra_bytes_that_are_too_many() => Refuses(BlockRejection.ExtraOversized, (_, b) => b.With(h => h with { ExtraBytes = new byte[8193] }));

    [Test]
    public void Extra_bytes_that_are_no_extra() => Refuses(BlockRejection.MalformedExtra, (_, b) => b.With(h => h with { ExtraBytes = new byte[] { 0xc0 } }));

    [Test]
    public void A_wrong_number() => Refuses(BlockRejection.WrongNumber, (c, b) => b.Resealed(c, h => h with { Number = h.Number + 1 }));

    [Test]
    public void A_constant_that_is_another() => Refuses(BlockRejection.WrongConstant, (c, b) => b.Resealed(c, h => h with { Nonce = 1 }));

    [Test]
    public void A_slot_that_is_not_after_the_parents() => Refuses(BlockRejection.SlotNotAfterParent, (c, b) => b.Resealed(c, extra: e => e with { Slot = 1 }));

    [Test]
    public void A_wrong_timestamp() => Refuses(BlockRejection.WrongTimestamp, (c, b) => b.Resealed(c, h => h with { Timestamp = h.Timestamp + 1 }));

    [Test]
    public void A_gas_limit_that_leaps() => Refuses(BlockRejection.WrongGasLimit, (c, b) => b.Resealed(c, h => h with { GasLimit = h.GasLimit * 2 }));

    [Test]
    public void More_gas_used_than_the_limit() => Refuses(BlockRejection.GasUsedAboveLimit, (c, b) => b.Resealed(c, h => h with { GasUsed = h.GasLimit + 1 }));

    [Test]
    public void A_wrong_base_fee() => Refuses(BlockRejection.WrongBaseFee, (c, b) => b.Resealed(c, h => h with { BaseFeePerGas = h.BaseFeePerGas!.Value + 1 }));

    [Test]
    public void A_sealer_whose_turn_it_is_not() =>
        Refuses(BlockRejection.NotTheTurnsProducer, (c, b) => b.Resealed(c, h => h with { Coinbase = TestChain.SeatOf(7).Address }, seat: TestChain.SeatOf(7)));

    [Test]
    public void A_seal_by_another_key() => Refuses(BlockRejection.BadSeal, (c, b) => b.Resealed(c, seat: TestChain.SeatOf(7)));

    [Test]
    public void A_wrong_weight() => Refuses(BlockRejection.WrongWeight, (c, b) => b.Resealed(c, h => h with { Difficulty = 1 }));

    [Test]
    public void A_missing_reveal() => Refuses(BlockRejection.RevealMissing, (c, b) => b.Resealed(c, extra: e => e with { RandaoReveal = default }), slots: 4);

    [Test]
    public void A_reveal_too_many() => Refuses(BlockRejection.RevealUnexpected, (c, b) => b.Resealed(c, extra: e => e with { RandaoReveal = new byte[80] }));

    [Test]
    public void A_reveal_of_another() => Refuses(BlockRejection.BadReveal, (c, b) => b.Resealed(c, extra: e => e with { RandaoReveal = new byte[80] }), slots: 4);

    [Test]
    public void A_wrong_randao() => Refuses(BlockRejection.WrongRandao, (c, b) => b.Resealed(c, h => h with { PrevRandao = h.StateRoot }));

    [Test]
    public void A_certificate_that_the_branch_carries_already() =>
        Refuses(BlockRejection.CertificateNotNewer, (c, b) => b.Resealed(c, extra: e => e with { Certificate = e.Certificate! with { Instance = 1 } }), slots: 3);

    [Test]
    public void A_certificate_for_no_ancestor() =>
        Refuses(BlockRejection.CertificateNotForAncestor, (c, b) => b.Resealed(c, h => h, e => e with { Certificate = e.Certificate! with { BlockHash = new BlockHash(b.Header.StateRoot) } }));

    [Test]
    public void A_certificate_that_proves_nothing() =>
        Refuses(BlockRejection.BadCertificate, (c, b) => b.Resealed(c, extra: e => e with { Certificate = e.Certificate! with { Round = 7 } }));

    [Test]
    public void A_voting_set_where_none_changed() =>
        Refuses(BlockRejection.WrongVotingSet, (c, b) => b.Resealed(c, extra: e => e with { VotingSet = Tampering.ExtraOf(c.Ledger.Queries.Genesis.Block).VotingSet }));

    [Test]
    public void A_body_that_is_not_the_headers() => Refuses(BlockRejection.WrongTransactionsRoot, (_, b) => b with { Transactions = [] });

    [Test]
    public void A_body_that_is_too_long() => Refuses(BlockRejection.Oversized, (_, b) => b with { Transactions = [.. Enumerable.Repeat(b.Transactions[0], 120_000)] });

    [Test]
    public void A_transaction_that_nobody_signed() => Refuses(BlockRejection.BadTransactionSignature, (c, b) => Bodied(c, b, Unsigned(b.Transactions[0])));

    [Test]
    public void A_transaction_that_may_not_be_there() => Refuses(BlockRejection.InvalidTransaction, (c, b) => Bodied(c, b, new Wallet(0).Send(9).Transaction));

    [Test]
    public void A_wrong_sum_of_gas() => Refuses(BlockRejection.WrongGasUsed, (c, b) => b.Resealed(c, h => h with { GasUsed = h.GasUsed - 1 }));

    [Test]
    public void A_wrong_receipts_root() => Refuses(BlockRejection.WrongReceiptsRoot, (c, b) => b.Resealed(c, h => h with { ReceiptsRoot = h.StateRoot }));

    [Test]
    public void A_wrong_bloom() => Refuses(BlockRejection.WrongLogsBloom, (c, b) => b.Resealed(c, h => h with { LogsBloom = new Bloom(Enumerable.Repeat((byte)1, 256).ToArray()) }));

    [Test]
    public void A_wrong_state_root() => Refuses(BlockRejection.WrongStateRoot, (c, b) => b.Resealed(c, h => h with { StateRoot = h.ReceiptsRoot }));

    [Test]
    public void What_builds_on_an_invalid_block_is_condemned_with_it()
    {
        var (producer, follower) = Pair(1);
        producer.TickSlots(1, 2);
        var bad = producer.BlockAt(1).Resealed(producer, h => h with { StateRoot = default });
        Assert.That(follower.Import(bad, 2), Is.EqualTo(BlockRejection.WrongStateRoot));
        var child = producer.BlockAt(2).Resealed(producer, h => h with { ParentHash = HeaderCodec.Hash(bad.Header) });
        Assert.That(follower.Import(child, 2), Is.EqualTo(BlockRejection.InvalidParent));
        Assert.That(follower.Import(child, 2), Is.EqualTo(BlockRejection.InvalidParent));
    }

    [Test]
    public void A_block_within_the_drift_is_taken_and_one_within_a_turn_waits_for_its_slot()
    {
        var (producer, follower) = Pair(1);
        producer.TickSlots(1, 1);
        var block = producer.BlockAt(1);
        Assert.That(follower.ImportAt(block, TestChain.GenesisMilliseconds + 249), Is.EqualTo(BlockRejection.TooEarly));
        Assert.That(follower.Head.Number, Is.EqualTo(0));
        follower.Ledger.Tick(new UnixMillis(TestChain.GenesisMilliseconds + 250));
        Assert.That(follower.Head.Number, Is.EqualTo(1));
    }

    [Test]
    public void A_block_more_than_a_turn_ahead_is_dropped()
    {
        var (producer, follower) = Pair(1);
        producer.TickSlot(5);
        Assert.That(follower.ImportAt(producer.BlockAt(1), TestChain.GenesisMilliseconds + 499), Is.EqualTo(BlockRejection.FarFuture));
    }

    // The producer makes `slots` blocks with a transaction each; the follower has all but the last, which comes changed and then as it was.
    private static void Refuses(BlockRejection expected, Func<TestChain, Block, Block> tamper, Action<TestChain, Block>? after = null, ulong slots = 2)
    {
        var (producer, follower) = Pair(1);
        for (ulong slot = 1; slot <= slots; slot++)
        {
            producer.Ledger.Submit(new Wallet(0).Send(slot - 1));
            producer.TickSlot(slot);
            if (slot < slots) Assert.That(follower.Import(producer.BlockAt(slot), slot), Is.Null);
        }

        var genuine = producer.BlockAt(slots);
        after?.Invoke(follower, genuine);
        var before = follower.Head;
        Assert.That(follower.Import(tamper(producer, genuine), slots), Is.EqualTo(expected));
        Assert.That(follower.Head.Hash, Is.EqualTo(before.Hash), "nothing moved");
        if (after is null) Assert.That(follower.Import(genuine, slots), Is.Null, "the genuine block is taken all the same");
        Assert.That(follower.Head.Hash, Is.EqualTo(producer.Head.Hash));
    }

    private static (TestChain Producer, TestChain Follower) Pair(int seats)
    {
        var producer = TestChain.WithSeats(seats);
        return (producer, new TestChain(producer.Spec, []));
    }

    private static Block Bodied(TestChain chain, Block block, Transaction transaction)
    {
        var body = block with { Transactions = [transaction] };
        return body.Resealed(chain, h => h with { TransactionsRoot = Execution.Blocks.BlockRoots.OfTransactions(body.Transactions.AsSpan()) });
    }

    private static Transaction Unsigned(Transaction transaction) => transaction.WithSignature(new TransactionSignature(0, 0, 0));
}
