using System.Diagnostics;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Instructions;

/// <summary>The instructions that are rarer or dearer than a table look-up: stack and base gas are checked by the table's row, then the instruction runs.</summary>
internal static unsafe class TableInstructions
{
    /// <summary>Takes one step. Operands are at <paramref name="top"/> and below; the result goes where the deepest operand was.</summary>
    /// <returns>The gas left, with the frame's height moved; negative when the frame rests or ends.</returns>
    internal static long Step(Frame frame, byte op, UInt256* top, long gas)
    {
        ref readonly var row = ref OpcodeTable.Rows.AsSpan()[op];
        if (frame.Height < row.Pops)
        {
            return frame.Fail(Halt.StackUnderflow);
        }

        frame.Height += row.Pushes - row.Pops;
        if (frame.Height > Frame.StackWordsMax)
        {
            return frame.Fail(Halt.StackOverflow);
        }

        gas -= row.Gas;
        return gas < 0 ? gas : Execute(frame, op, top, gas);
    }

    /// <summary>Runs an instruction whose base gas was taken and whose height was checked.</summary>
    internal static long Execute(Frame frame, byte op, UInt256* top, long gas)
    {
        switch (op)
        {
            case Op.Stop: return frame.End(Halt.Success, gas);
            case Op.Sdiv: Arithmetic.SignedDivide(top, top - 1); return gas;
            case Op.Smod: Arithmetic.SignedMod(top, top - 1); return gas;
            case Op.Exp: return ExpWithPrice(top, gas);
            case Op.Sar: Arithmetic.ShiftRightArithmetic(top, top - 1); return gas;
            case Op.Clz: Arithmetic.CountLeadingZeros(top); return gas;
            case Op.Keccak256: return MemoryInstructions.Keccak(frame, top, gas);
            case >= Op.Address and <= Op.CallDataSize or Op.CodeSize or Op.GasPrice or Op.ReturnDataSize: return EnvironmentInstructions.Execute(frame, op, top, gas);
            case Op.CallDataCopy: return MemoryInstructions.Copy(frame, frame.Input.Span, top, gas);
            case Op.CodeCopy: return MemoryInstructions.Copy(frame, frame.Code.Bytes, top, gas);
            case Op.ReturnDataCopy: return MemoryInstructions.CopyReturned(frame, top, gas);
            case Op.Mcopy: return MemoryInstructions.CopyWithin(frame, top, gas);
            case Op.Msize: Words.Set(top + 1, (ulong)frame.Memory.Size); return gas;
            case Op.ExtCodeSize: return AccountInstructions.CodeSize(frame, top, gas);
            case Op.ExtCodeCopy: return AccountInstructions.CodeCopy(frame, top, gas);
            case Op.ExtCodeHash: return AccountInstructions.CodeHash(frame, top, gas);
            case >= Op.BlockHash and <= Op.BlobBaseFee: return BlockInstructions.Execute(frame, op, top, gas);
            case Op.Sload: return StorageInstructions.Load(frame, top, gas);
            case Op.Sstore: return StorageInstructions.Store(frame, top, gas);
            case Op.Tload: return StorageInstructions.LoadTransient(frame, top, gas);
            case Op.Tstore: return StorageInstructions.StoreTransient(frame, top, gas);
            case >= Op.Log0 and <= Op.Log4: return LogInstructions.Log(frame, op - Op.Log0, top, gas);
            case Op.Create: return CreateInstructions.Create(frame, isSalted: false, top, gas);
            case Op.Create2: return CreateInstructions.Create(frame, isSalted: true, top, gas);
            case Op.Call or Op.CallCode or Op.DelegateCall or Op.StaticCall: return CallInstructions.Call(frame, op, top, gas);
            case Op.Return: return MemoryInstructions.Return(frame, Halt.Success, top, gas);
            case Op.Revert: return MemoryInstructions.Return(frame, Halt.Revert, top, gas);
            case Op.SelfDestruct: return AccountInstructions.SelfDestruct(frame, top, gas);
            case Op.Invalid: return frame.Fail(Halt.DesignatedInvalid);
            default:
                Debug.Assert(!OpcodeTable.Rows[op].IsDefined, "every opcode of the table is here or in the loop");
                return frame.Fail(Halt.UndefinedInstruction);
        }
    }

    private static long ExpWithPrice(UInt256* top, long gas)
    {
        gas -= GasCost.ExpByte * (top - 1)->ByteLength; // EIP-160
        if (gas >= 0)
        {
            Arithmetic.Exp(top, top - 1);
        }

        return gas;
    }
}
