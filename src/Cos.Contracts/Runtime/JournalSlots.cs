using Cos.Primitives.Values;
using Cos.State.Journal;

namespace Cos.Contracts.Runtime;

/// <summary>One contract's storage in the block that runs.</summary>
public sealed class JournalSlots(Journal journal, Address contract) : ISlotReader
{
    /// <inheritdoc/>
    public UInt256 Read(in UInt256 slot) => journal.GetStorage(contract, slot);

    /// <summary>Sets a slot; zero clears it.</summary>
    public void Write(in UInt256 slot, in UInt256 value) => journal.SetStorage(contract, slot, value);
}
