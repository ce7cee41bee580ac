using Cos.Primitives.Values;

namespace Cos.Contracts.Runtime;

/// <summary>One contract's storage to read: of a finished state, or of the block that runs.</summary>
public interface ISlotReader
{
    /// <summary>The value of a slot; zero where there is none.</summary>
    public UInt256 Read(in UInt256 slot);
}
