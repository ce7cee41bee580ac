using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Execution.Simulation;

/// <summary>
/// Writes down the addresses and slots that a run touches, also in frames that are undone: their gas was paid all the same, and a transaction
/// may keep what a simulation undid.
/// </summary>
/// <param name="listed">An access list that is kept.</param>
/// <param name="warm">Addresses that are warm anyway: naming them pays only for their slots.</param>
internal sealed class TouchRecorder(ImmutableArray<AccessListEntry> listed, IReadOnlySet<Address> warm) : ITransactionTracer
{
    private readonly SortedDictionary<Address, SortedSet<UInt256>> _touched = Begin(listed, warm);

    /// <summary>What was listed and touched, sorted.</summary>
    internal ImmutableArray<AccessListEntry> Touched => [.. _touched.Select(entry => new AccessListEntry(entry.Key, [.. entry.Value]))];

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
        if (!Touch.TryOf(in step, out var touch)) return;
        if (touch.Slot is { } slot) SlotsOf(touch.Address).Add(slot);
        else if (!warm.Contains(touch.Address)) SlotsOf(touch.Address);
    }

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
    }

    private SortedSet<UInt256> SlotsOf(in Address address)
    {
        if (!_touched.TryGetValue(address, out var slots)) _touched.Add(address, slots = []);
        return slots;
    }

    private static SortedDictionary<Address, SortedSet<UInt256>> Begin(ImmutableArray<AccessListEntry> listed, IReadOnlySet<Address> warm)
    {
        var touched = new SortedDictionary<Address, SortedSet<UInt256>>();
        foreach (var entry in listed)
        {
            if (warm.Contains(entry.Address) && entry.Slots.IsEmpty) continue;
            if (touched.TryGetValue(entry.Address, out var slots)) slots.UnionWith(entry.Slots);
            else touched.Add(entry.Address, [.. entry.Slots]);
        }

        return touched;
    }
}
