using Cos.Vm.Compiler.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler.Emit;

/// <summary>MLOAD, MSTORE and MSTORE8. Memory that the frame is known to have is not asked for again.</summary>
internal static class MemoryAccess
{
    private const int WordBytes = 32;

    /// <summary>MLOAD: nothing is read until it is used, or overwritten.</summary>
    internal static void Load(Emission e)
    {
        var where = Reserve(e, WordBytes);
        var (at, distance) = (where.Index, where.Number);
        e.Stack.Push(new Word(
            Limb.InMemory(at, distance + 24), Limb.InMemory(at, distance + 16), Limb.InMemory(at, distance + 8), Limb.InMemory(at, distance), 256));
    }

    /// <summary>MSTORE.</summary>
    internal static void Store(Emission e)
    {
        var where = Reserve(e, WordBytes);
        var word = e.Stack.Pop();
        e.Fetch(word);
        e.FetchFromMemory(where.Index == Limb.NoLocal ? where.Number : null, WordBytes);
        for (var i = 0; i < 4; i++)
        {
            e.PushMemoryAddress(where with { Number = where.Number + 24 - 8 * (ulong)i });
            if (word[i].IsConstant)
            {
                e.Il.Number(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word[i].Number));
            }
            else
            {
                e.Push(word, i);
                e.Il.Call(Routines.ReverseEndianness);
            }

            e.Il.Store();
        }
    }

    /// <summary>MSTORE8.</summary>
    internal static void StoreByte(Emission e)
    {
        var where = Reserve(e, 1);
        var word = e.Stack.Pop();
        e.Fetch(word, 0);
        e.FetchFromMemory(where.Index == Limb.NoLocal ? where.Number : null, 1);
        e.PushMemoryAddress(where);
        e.Push(word, 0);
        e.Il.StoreByte();
    }

    // Takes the offset from the stack and pays for memory that reaches so far; answers where it is.
    private static Limb Reserve(Emission e, int length)
    {
        var offset = e.Stack.Pop();
        var end = offset.IsConstant ? offset.Constant.ToUInt64Saturated() : 0;
        if (offset.IsConstant && end <= FrameMemory.BytesMax)
        {
            end += (ulong)length;
            if (end > e.KnownSize)
            {
                e.KnownSize = end;
                Ask(e, offset, length, mayBeHigh: false);
            }

            return Limb.InMemory(Limb.NoLocal, end - (ulong)length);
        }

        for (var i = 0; i < 4; i++)
        {
            e.Fetch(offset, i);
        }

        Ask(e, offset, length, mayBeHigh: offset.Bits > 32);
        if (offset[0].Kind == LimbKind.Local)
        {
            return Limb.InMemory(offset[0].Index, 0);
        }

        // Beyond what any memory has, the frame has ended and it does not matter what is read.
        return Limb.InMemory(Limb.NoLocal, Math.Min(offset[0].Number, FrameMemory.BytesMax));
    }

    // Where the memory in use does not reach so far, it is asked for out of the usual way.
    private static void Ask(Emission e, Word offset, int length, bool mayBeHigh)
    {
        var il = e.Il;
        var (missing, done) = (il.NewPlace(), il.NewPlace());
        var high = Limb.Zero;
        if (mayBeHigh)
        {
            e.Push(offset, 0);
            il.ShiftRight(32);
            if (offset.Width > 1)
            {
                e.PushAny(offset, 1);
                il.Or();
            }

            il.UnknownZero();
            il.Or();
            high = il.Keep();
            e.Push(high);
            il.BranchIfTrue(missing);
        }

        e.Push(offset, 0);
        il.Number((ulong)length);
        il.Add();
        il.Get(Special.Size);
        il.BranchIfGreater(missing);
        il.Mark(done);
        e.Aside(() =>
        {
            il.Mark(missing);
            il.Get(Special.Memory);
            e.Push(offset, 0);
            e.Push(high);
            il.Small(length);
            il.Get(Special.Gas);
            il.Call(Routines.Reserve);
            il.Set(Special.Gas);
            FrameState.LeaveIfOutOfGas(e);
            FrameState.FindMemory(e);
            il.Branch(done);
        });
    }
}
