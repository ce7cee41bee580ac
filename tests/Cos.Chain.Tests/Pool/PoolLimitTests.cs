using Cos.Chain.Pool;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Chain.Tests.Pool;

/// <summary>A full pool keeps its limits and its counts whatever comes.</summary>
public sealed class PoolLimitTests
{
    [Test]
    public void Never_holds_more_than_its_limits_and_never_the_cheaper_of_two_single_senders()
    {
        var wallets = Enumerable.Range(0, 12).Select(i => new Wallet(i)).ToArray();
        var limits = new PoolLimits { TransactionsMax = 5, SenderTransactionsMax = 3 };
        var step = Gen.Select(Gen.Int[0, 11], Gen.ULong[0, 3], Gen.ULong[1, 50]);
        step.Array[1, 60].Sample(
            steps =>
            {
                var chain = new TestChain(TestChain.SpecOf(1), [], limits);
                foreach (var (who, nonce, tip) in steps)
                {
                    chain.Ledger.Submit(wallets[who].Send(nonce, tip: tip, cap: Credit.WeiPerUnit * tip));
                    var content = chain.Ledger.Queries.PoolContent().ToArray();
                    var counts = chain.Ledger.Queries.PoolCounts;
                    Assert.That(content, Has.Length.LessThanOrEqualTo(limits.TransactionsMax));
                    Assert.That(counts, Is.EqualTo((content.Count(one => one.IsPending), content.Count(one => !one.IsPending))));
                    foreach (var sender in content.GroupBy(one => one.Transaction.Sender))
                    {
                        Assert.That(sender.Count(), Is.LessThanOrEqualTo(limits.SenderTransactionsMax));
                        var pending = sender.Where(one => one.IsPending).Select(one => one.Transaction.Transaction.Nonce).Order().ToArray();
                        Assert.That(pending, Is.EqualTo(Enumerable.Range(0, pending.Length).Select(i => (ulong)i)), "pending nonces run from the account's");
                    }
                }
            },
            iter: 150,
            threads: 1);
    }
}
