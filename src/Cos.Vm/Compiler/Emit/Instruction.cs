using Cos.Vm.Compiler.Blocks;
using Cos.Vm.Compiler.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Emit;

/// <summary>The instructions that compiled code leaves to the methods of <see cref="Instructions"/>: operands go to their slots, the result is found in one.</summary>
internal static class Instruction
{
    /// <summary>Writes the call of one.</summary>
    internal static void Write(Emission e, byte op)
    {
        var (il, stack, row) = (e.Il, e.Stack, OpcodeTable.Of(op));
        if (OpTraits.WritesMemory(op))
        {
            e.FetchFromMemory(null, 0);
        }

        var first = OpTraits.MayAsk(op) ? stack.Lowest : stack.Top - row.Pops + 1;
        e.Flush(Math.Min(first, stack.Top - row.Pops + 1));
        if (row.Pushes > 0)
        {
            e.Overwrite(stack.Top - row.Pops + 1);
        }

        if (OpTraits.MayAsk(op))
        {
            FrameState.SetNext(e, e.Next);
            FrameState.SetHeight(e, stack.Top - row.Pops + row.Pushes);
        }

        Call(e, op);
        for (var i = 0; i < row.Pops; i++)
        {
            stack.Pop();
        }

        if (OpTraits.EndsFrame(op))
        {
            il.Drop();
            il.Branch(e.Left);
            return;
        }

        if (OpTraits.HasOwnPrice(op) || OpTraits.HasOwnHalt(op))
        {
            TakeGas(e, op);
        }
        else
        {
            il.Drop(); // the same gas
        }

        if (row.Pushes > 0)
        {
            PushResult(e, ResultBits(op));
        }

        if (OpTraits.GrowsMemory(op))
        {
            FrameState.FindMemory(e);
        }
    }

    /// <summary>Pushes the word that is in the slot above the stack's top.</summary>
    internal static void PushResult(Emission e, int bits)
    {
        var position = e.Stack.Top + 1;
        var result = Word.InSlot(position, bits);
        e.Stack.Push(result);
        e.Stack.Store(position, result);
    }

    // SSTORE compares the gas with a number, so it is shown what the block has paid ahead. To the others gas is only something that must suffice.
    private static void Call(Emission e, byte op)
    {
        var il = e.Il;
        var routine = Routines.OfInstruction(op);
        il.Frame();
        if (routine is null)
        {
            il.Small(op);
        }

        e.Address(e.Stack.Top);
        il.Get(Special.Gas);
        if (op == Op.Sstore && e.Prepaid != 0)
        {
            il.Number((ulong)e.Prepaid);
            il.Add();
        }

        il.Call(routine ?? Routines.ByOp);
    }

    private static void TakeGas(Emission e, byte op)
    {
        var il = e.Il;
        il.Set(Special.Gas);
        FrameState.LeaveIfOutOfGas(e);
        if (op == Op.Sstore && e.Prepaid != 0)
        {
            il.Get(Special.Gas);
            il.Number((ulong)e.Prepaid);
            il.Subtract();
            il.Set(Special.Gas);
            FrameState.LeaveIfOutOfGas(e);
        }
    }

    private static int ResultBits(byte op) => op switch
    {
        Op.Address or Op.Origin or Op.Caller or Op.Coinbase or Op.Create or Op.Create2 => 160,
        Op.CallDataSize or Op.CodeSize or Op.ExtCodeSize or Op.ReturnDataSize or Op.Msize => 32,
        Op.Timestamp or Op.Number or Op.GasLimit or Op.ChainId => 64,
        Op.Call or Op.CallCode or Op.DelegateCall or Op.StaticCall => 1,
        _ => 256,
    };
}
