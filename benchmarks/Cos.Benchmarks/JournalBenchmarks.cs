using BenchmarkDotNet.Attributes;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;

namespace Cos.Benchmarks;

/// <summary>What the journal does for one SSTORE after another in a transaction. Times are per slot.</summary>
public class JournalBenchmarks
{
    private const int Slots = 1_000;

    private static readonly Address Contract = Address.FromLow(0xc0de);

    private readonly MemoryState _state = new();

    /// <summary>Puts a contract whose slots are set.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var slots = Enumerable.Range(0, Slots).Select(static i => (Slot: (UInt256)(ulong)i, Value: UInt256.One));
        _state.Put([new GenesisAccount(Contract, UInt256.Zero, 1, new byte[] { 0 }, [.. slots])]);
    }

    /// <summary>Every slot is cold and is written once.</summary>
    [Benchmark(OperationsPerInvoke = Slots)]
    public object StoreCold()
    {
        var journal = Begin();
        Store(journal, 2);
        journal.EndTransaction();
        return journal;
    }

    /// <summary>Every slot is written twice, the second time warm and dirty.</summary>
    [Benchmark(OperationsPerInvoke = 2 * Slots)]
    public object StoreTwice()
    {
        var journal = Begin();
        Store(journal, 2);
        Store(journal, 3);
        journal.EndTransaction();
        return journal;
    }

    /// <summary>Every slot is written in a call that fails.</summary>
    [Benchmark(OperationsPerInvoke = Slots)]
    public object StoreAndRevert()
    {
        var journal = Begin();
        var checkpoint = journal.Checkpoint();
        Store(journal, 2);
        journal.Revert(checkpoint);
        journal.EndTransaction();
        return journal;
    }

    /// <summary>Every slot is written once, and the block's change is built.</summary>
    [Benchmark(OperationsPerInvoke = Slots)]
    public object StoreAndBuildDiff()
    {
        var journal = Begin();
        Store(journal, 2);
        journal.EndTransaction();
        return journal.BuildDiff();
    }

    private Journal Begin()
    {
        var journal = new Journal(_state);
        journal.BeginTransaction();
        journal.WarmAddress(Contract);
        return journal;
    }

    // The calls of the instruction SSTORE, in its order.
    private static void Store(Journal journal, ulong value)
    {
        for (ulong slot = 0; slot < Slots; slot++)
        {
            journal.WarmSlot(Contract, slot);
            if (journal.GetStorage(Contract, slot) == value) continue;
            if (journal.GetOriginalStorage(Contract, slot).IsZero) journal.AddRefund(1);
            journal.SetStorage(Contract, slot, value);
        }
    }
}
