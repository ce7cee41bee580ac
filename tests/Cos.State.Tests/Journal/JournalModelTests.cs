using CsCheck;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.View;
using RunningWorld = Cos.State.Journal.Journal;

namespace Cos.State.Tests.Journal;

/// <summary>Random transactions on a journal and on a naive model; then the diff on the parent state against the model's last word.</summary>
public sealed class JournalModelTests
{
    private static readonly Address[] Addresses = [.. Enumerable.Range(1, 5).Select(i => Address.FromLow((ulong)i))];
    private static readonly UInt256[] Slots = [.. Enumerable.Range(0, 7).Select(i => (UInt256)(ulong)i)];

    [Test]
    public void Answers_as_a_world_that_copies_itself_at_each_checkpoint()
    {
        var step = Gen.Select(Gen.Int[0, 17], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[0, 3]);
        step.Array[0, 60].Array[1, 5].Sample(
            transactions =>
            {
                var (parent, model) = Seed();
                var journal = new RunningWorld(parent);
                foreach (var transaction in transactions)
                {
                    journal.BeginTransaction();
                    model.Begin();
                    foreach (var (kind, who, other, slot, value) in transaction)
                    {
                        Step(journal, model, kind, Addresses[who], Addresses[other], Slots[slot], (ulong)value);
                        Compare(journal, model);
                    }

                    Assert.That(journal.EndTransaction(), Is.EqualTo(model.End()));
                    Compare(journal, model);
                }

                CompareDiff(journal, parent, model);
            },
            iter: 400);
    }

    private static (MemoryState Parent, NaiveWorld Model) Seed()
    {
        var parent = new MemoryState();
        var model = new NaiveWorld();
        GenesisAccount[] accounts =
        [
            new(Addresses[0], 100, 1, default, []),
            new(Addresses[1], 0, 1, new byte[] { 7 }, [(1, 11), (2, 22)]),
            new(Addresses[2], 0, 0, default, []), // empty, so the first touch removes it
            new(Addresses[3], 0, 0, default, [(1, 33), (5, 55)]), // empty with storage: only a genesis can make it
        ];
        parent.Put(accounts);
        foreach (var account in accounts)
        {
            model.Seed(account.Address, account.Nonce, account.Balance, Convert.ToHexString(account.Code.Span), account.Storage.ToDictionary(s => s.Slot, s => s.Value));
        }

        return (parent, model);
    }

    private static void Step(RunningWorld journal, NaiveWorld model, int kind, in Address who, in Address other, in UInt256 slot, ulong value)
    {
        // Storage is written only where an account stands, as execution does.
        var stands = !model.IsEmpty(who);
        switch (kind)
        {
            case 0: journal.SetBalance(who, value); model.SetBalance(who, value); break;
            case 1: journal.AddBalance(who, value); model.SetBalance(who, model.Get(who).Balance + value); break;
            case 2: journal.SetNonce(who, value); model.SetNonce(who, value); break;
            case 3: journal.SetCode(who, Code(value)); model.SetCode(who, Convert.ToHexString(Code(value))); break;
            case 4 or 5 when stands: journal.SetStorage(who, slot, value); model.SetSlot(who, slot, value); break;
            case 6: journal.SetTransient(who, slot, value); model.SetTransient(who, slot, value); break;
            case 7 when stands || !journal.HasStorage(who): Create(journal, model, who); break;
            case 8: Assert.That(journal.Destroy(who, other), Is.EqualTo(model.Destroy(who, other))); break;
            case 9: Assert.That(journal.WarmAddress(who), Is.EqualTo(model.Warm(who))); break;
            case 10: Assert.That(journal.WarmSlot(who, slot), Is.EqualTo(model.WarmSlot(who, slot))); break;
            case 11: journal.AddLog(new Log(who, [], default)); model.AddLog(); break;
            case 12: journal.SubtractRefund((long)value - 1); model.AddRefund(1 - (long)value); break;
            case 13: journal.Touch(who); model.Touch(who); break;
            case 14 or 15: model.Checkpoint(journal.Checkpoint()); break;
            case 16 or 17 when model.RevertLast() is { } mark: journal.Revert(mark); break;
            default: break;
        }
    }

    private static void Create(RunningWorld journal, NaiveWorld model, in Address who)
    {
        journal.MarkCreated(who, who);
        journal.SetNonce(who, 1);
        model.MarkCreated(who);
        model.SetNonce(who, 1);
    }

    private static byte[] Code(ulong value) => [.. Enumerable.Repeat((byte)value, (int)value)];

    private static void Compare(RunningWorld journal, NaiveWorld model)
    {
        foreach (var address in Addresses)
        {
            var (nonce, balance, code) = model.Get(address);
            var isAbsent = !model.Exists(address);
            Same(address, "existence", (journal.Exists(address), journal.IsEmpty(address)), (!isAbsent, model.IsEmpty(address)));
            Same(address, "numbers", (journal.GetNonce(address), journal.GetBalance(address)), (nonce, balance));
            Same(address, "code", Convert.ToHexString(journal.GetCode(address).Span), code);
            Same(address, "code hash", journal.GetCodeHash(address).IsZero, model.IsEmpty(address));
            foreach (var slot in Slots)
            {
                Same(address, "storage", journal.GetStorage(address, slot), model.Slot(address, slot));
                Same(address, "transient", journal.GetTransient(address, slot), model.Transient(address, slot));
                Same(address, "original", isAbsent ? UInt256.Zero : journal.GetOriginalStorage(address, slot), isAbsent ? UInt256.Zero : model.OriginalSlot(address, slot));
            }
        }

        Assert.That((journal.Logs.Count, journal.Refund), Is.EqualTo((model.Logs, model.Refund)));
    }

    private static void Same<T>(in Address address, string what, T journal, T model) where T : IEquatable<T>
    {
        if (!journal.Equals(model))
        {
            Assert.Fail($"{what} of {address}: {journal}, and by the model {model}");
        }
    }

    private static void CompareDiff(RunningWorld journal, MemoryState parent, NaiveWorld model)
    {
        var diff = journal.BuildDiff();
        Assert.That(diff.Accounts.Select(c => c.Address), Is.Ordered);
        foreach (var change in diff.Accounts)
        {
            Assert.That(change.Before is not null || change.After is not null);
            Assert.That(change.After != change.Before || change.Slots.Length > 0, "only real changes");
            Assert.That(change.Slots.Select(s => s.Slot), Is.Ordered);
            Assert.That(change.Slots.All(s => s.Before == parent.GetStorage(change.Address, s.Slot) && (change.StorageWiped || s.After != s.Before)));
        }

        parent.Apply(diff);
        model.Begin();
        var described = Addresses.Select(a => parent.TryGetAccount(a, out var account)
            ? $"{a} {(account.Nonce, account.Balance, Convert.ToHexString(parent.GetCode(account.CodeHash).Span))} {string.Join(',', Slots.Select(s => parent.GetStorage(a, s)))}"
            : $"{a} none");
        Assert.That(described, Is.EqualTo(model.Describe(Addresses, Slots)));
    }
}
