using System.Runtime.CompilerServices;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler.Emit;

/// <summary>The rare ends of compiled code.</summary>
internal static class Exits
{
    /// <summary>An instruction has ended the frame, or asks for another one; if it did neither, its gas did not suffice.</summary>
    internal static void Leave(Frame frame)
    {
        if (frame.Halt == Halt.Unspecified && !frame.Request.IsPending)
        {
            frame.Fail(Halt.OutOfGas);
        }
    }

    /// <summary>A jump to no JUMPDEST.</summary>
    internal static void BadJump(Frame frame) => frame.Fail(Halt.InvalidJump);

    /// <summary>Somebody asked for the end.</summary>
    internal static void Interrupted(Frame frame) => frame.Fail(Halt.Interrupted);

    /// <summary>A jump to where no block begins: a mistake, or the middle of a long run of JUMPDESTs, where the interpreter goes on.</summary>
    internal static int Jump(Frame frame, ulong destination)
    {
        if (!frame.Code.IsJumpDestination(destination))
        {
            frame.Fail(Halt.InvalidJump);
            return CompiledCode.Left;
        }

        frame.Next = (int)destination;
        return CompiledCode.Interpret;
    }

    /// <summary>Pays for memory up to the end of a word or byte.</summary>
    /// <returns>The gas left; negative where it does not suffice.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static long Reserve(FrameMemory memory, ulong offset, ulong high, int length, long gas) =>
        high != 0 || offset > FrameMemory.BytesMax ? -1 : memory.ExpandTo((long)offset + length, gas);
}
