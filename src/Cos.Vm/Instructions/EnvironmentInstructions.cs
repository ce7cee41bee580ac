using System.Diagnostics;
using System.Runtime.CompilerServices;
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
            case Op.Address: Words.Set(top + 1, frame.Self.ToWord()); return gas;
            case Op.Balance: return AccountInstructions.Balance(frame, top, gas);
            case Op.Origin: Words.Set(top + 1, frame.Machine.Transaction.Origin.ToWord()); return gas;
            case Op.Caller: Words.Set(top + 1, frame.Caller.ToWord()); return gas;
            case Op.CallValue: Words.Set(top + 1, frame.Value); return gas;
            case Op.CallDataLoad: CallDataLoad(frame, top); return gas;
            case Op.CallDataSize: Words.Set(top + 1, (ulong)frame.Input.Length); return gas;
            case Op.CodeSize: Words.Set(top + 1, (ulong)frame.Code.Length); return gas;
            case Op.GasPrice: Words.Set(top + 1, frame.Machine.Transaction.GasPrice); return gas;
            case Op.ReturnDataSize: Words.Set(top + 1, (ulong)frame.Returned.Length); return gas;
            default: throw new UnreachableException();
        }
    }

    /// <summary>CALLDATALOAD: bytes past the end read as zero.</summary>
    internal static void CallDataLoad(Frame frame, UInt256* top)
    {
        var input = frame.Input.Span;
        var offset = top->U0;
        if (!Words.IsSmall(top) || offset >= (ulong)input.Length)
        {
            Words.Set(top, 0);
        }
        else if (offset + UInt256.Size <= (ulong)input.Length)
        {
            Words.Load(ref Unsafe.AsRef(in input[(int)offset]), top); // 32 bytes from there were just found to be in the input
        }
        else
        {
            Words.Set(top, Words.ReadPadded(input[(int)offset..]));
        }
    }
}
