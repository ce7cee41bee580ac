using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Contracts.Runtime;

/// <summary>One contract's storage in a finished state.</summary>
public sealed class ViewSlots(IStateView view, Address contract) : ISlotReader
{
    /// <inheritdoc/>
    public UInt256 Read(in UInt256 slot) => view.GetStorage(contract, slot);
}
