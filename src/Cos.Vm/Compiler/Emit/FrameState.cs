namespace Cos.Vm.Compiler.Emit;

/// <summary>What compiled code keeps in the frame, or in locals instead of it.</summary>
internal static class FrameState
{
    /// <summary>Sets the frame's next instruction.</summary>
    internal static void SetNext(Emission e, int offset)
    {
        e.Il.Frame();
        e.Il.Small(offset);
        e.Il.Store(FrameField.Next);
    }

    /// <summary>Sets the frame's height to what it is when the word at a position is on top.</summary>
    internal static void SetHeight(Emission e, int position)
    {
        e.Il.Frame();
        e.Address(position);
        e.Il.Floor();
        e.Il.Subtract();
        e.Il.ShiftRightSigned(5);
        e.Il.ToSmall();
        e.Il.Small(1);
        e.Il.Add();
        e.Il.Store(FrameField.Height);
    }

    /// <summary>Makes the locals of the frame's memory right after it may have moved.</summary>
    internal static void FindMemory(Emission e)
    {
        e.Il.Get(Special.Memory);
        e.Il.Load(FrameField.Bytes);
        e.Il.Call(Routines.FirstByteOf);
        e.Il.Set(Special.Start);
        e.Il.Get(Special.Memory);
        e.Il.Load(FrameField.Size);
        e.Il.Widen();
        e.Il.Set(Special.Size);
    }

    /// <summary>Leaves the frame where its gas is negative.</summary>
    internal static void LeaveIfOutOfGas(Emission e)
    {
        e.Il.Get(Special.Gas);
        e.Il.Number(0);
        e.Il.BranchIfLess(e.Left);
    }
}
