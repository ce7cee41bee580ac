using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Tracing;

/// <summary>An instruction about to run, and all it can see.</summary>
public readonly ref struct TracedStep
{
    private readonly Frame _frame;

    internal TracedStep(Frame frame) => _frame = frame;

    /// <summary>0 in the transaction's own message.</summary>
    public int Depth => _frame.Depth;

    /// <summary>Offset of the instruction in the code; the code's length for the STOP that ends all code.</summary>
    public int Offset => _frame.Next;

    /// <summary>The instruction.</summary>
    public byte Op => _frame.Code.Padded[_frame.Next];

    /// <summary>Gas left before it.</summary>
    public long Gas => _frame.Gas;

    /// <summary>The stack, deepest word first.</summary>
    public ReadOnlySpan<UInt256> Stack => _frame.Stack.AsSpan(0, _frame.Height);

    /// <summary>Memory, in whole words.</summary>
    public ReadOnlySpan<byte> Memory => _frame.Memory.Range(0, _frame.Memory.Size);

    /// <summary>What the frame's last call returned.</summary>
    public ReadOnlySpan<byte> ReturnData => _frame.Returned.Bytes;

    /// <summary>The code that runs.</summary>
    public ReadOnlySpan<byte> Code => _frame.Code.Bytes;

    /// <summary>ADDRESS: whose storage it is.</summary>
    public Address Self => _frame.Self;

    /// <summary>CALLER.</summary>
    public Address Caller => _frame.Caller;

    /// <summary>The world, for reading only.</summary>
    public Journal Journal => _frame.Machine.Journal;
}
