using Cos.Chain.Pool;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Chain.Tests.Pool;

/// <summary>The pool against a list that is searched from the start each time.</summary>
public sealed class PoolModelTests
{
    private const int Senders = 4;
    private static readonly Wallet[] Wallets = [.. Enumerable.Range(0, Senders).Select(i => new Wallet(i))];

    private static readonly Gen<Step> GenStep = Gen.Select(
        Gen.Int[0, Senders - 1], Gen.ULong[0, 6], Gen.ULong[1, 4], Gen.Int[0, 9], static (who, nonce, tip, kind) => new Step(who, nonce, tip * 100, kind == 0));

    [Test]
    public void Holds_what_a_plain_list_would_hold() => GenStep.Array[1, 60].Sample(Run, iter: 300);

    private static bool Run(Step[] steps)
    {
        var chain = TestChain.WithSeats(1);
        var model = new Model();
        ulong slot = 0;
        foreach (var step in steps)
        {
            if (step.MakesBlock)
            {
                chain.TickSlot(++slot);
                model.Include();
            }
            else
            {
                var transaction = Wallets[step.Who].Send(step.Nonce, tip: step.Tip, cap: Credit.WeiPerUnit * 3 + step.Tip);
                var refused = chain.Ledger.Submit(transaction).Rejection;
                if (refused != model.Add(step, transaction.Transaction.Hash)) return false;
            }

            if (chain.Ledger.Queries.PoolCounts != model.Counts()) return false;
            if (Enumerable.Range(0, Senders).Any(i => chain.Ledger.Queries.PendingNonce(Wallets[i].Address) != model.NextNonce(i))) return false;
        }

        return chain.Ledger.Queries.PoolContent().Select(one => one.Transaction.Transaction.Hash).Order().SequenceEqual(model.Hashes().Order());
    }

    private sealed record Step(int Who, ulong Nonce, ulong Tip, bool MakesBlock);

    private sealed class Model
    {
        private readonly List<(int Who, ulong Nonce, ulong Tip, TxHash Hash)> _all = [];
        private readonly ulong[] _nonces = new ulong[Senders];

        public PoolRejection? Add(Step step, TxHash hash)
        {
            if (_all.Any(one => one.Hash == hash)) return PoolRejection.AlreadyKnown;
            if (step.Nonce < _nonces[step.Who]) return PoolRejection.NonceTooLow;
            int same = _all.FindIndex(one => one.Who == step.Who && one.Nonce == step.Nonce);
            if (same >= 0)
            {
                // The fee cap moves with the tip by far less than a tenth of itself, so nothing is ever replaced.
                return PoolRejection.ReplacementUnderpriced;
            }

            _all.Add((step.Who, step.Nonce, step.Tip, hash));
            return null;
        }

        public void Include()
        {
            for (int who = 0; who < Senders; who++)
            {
                while (_all.RemoveAll(one => one.Who == who && one.Nonce == _nonces[who]) > 0) _nonces[who]++;
            }
        }

        public ulong NextNonce(int who)
        {
            ulong next = _nonces[who];
            while (_all.Any(one => one.Who == who && one.Nonce == next)) next++;
            return next;
        }

        public (int Pending, int Queued) Counts()
        {
            int pending = _all.Count(one => one.Nonce < NextNonce(one.Who));
            return (pending, _all.Count - pending);
        }

        public IEnumerable<TxHash> Hashes() => _all.Select(one => one.Hash);
    }
}
