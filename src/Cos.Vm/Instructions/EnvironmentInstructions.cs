using System.Diagnostics;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Instructions;

/// <summary>What a frame can ask about itself and its transaction.</summary>
internal static unsafe class EnvironmentInstructions
{
    /// <summary>Runs one of them.</summary>
    internal static long Execute(Frame frame, byte op, UInt256* top, long gas)
    {
        switch (op)
        {
            case Op.Address: top[1] = frame.Self.ToWord(); return gas;
            case Op.Balance: return AccountInstructions.Balance(frame, top, gas);
            case Op.Origin: top[1] = frame.Machine.Transaction.Origin.ToWord(); return gas;
            case Op.Caller: top[1] = frame.Caller.ToWord(); return gas;
            case Op.CallValue: top[1] = frame.Value; return gas;
            case Op.CallDataLoad: *top = CallDataWord(frame, top); return gas;
            case Op.CallDataSize: Words.Set(top + 1, (ulong)frame.Input.Length); return gas;
            case Op.CodeSize: Words.Set(top + 1, (ulong)frame.Code.Length); return gas;
            case Op.GasPrice: top[1] = frame.Machine.Transaction.GasPrice; return gas;
            case Op.ReturnDataSize: Words.Set(top + 1, (ulong)frame.Returned.Length); return gas;
            default: throw new UnreachableException();
        }
    }

    // Bytes past the end read as zero.
    private static UInt256 CallDataWord(Frame frame, UInt256* offset) =>
        !Words.IsSmall(offset) || offset->U0 >= (ulong)frame.Input.Length ? UInt256.Zero : Words.ReadPadded(frame.Input.Span[(int)offset->U0..]);
}
