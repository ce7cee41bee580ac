using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Calls;

/// <summary>How a frame's end shows in the frame that asked for it.</summary>
internal static class FrameReturn
{
    /// <summary>Gives back the gas that is left, the output, and the word that the call or creation leaves on the stack.</summary>
    internal static void Settle(Frame caller, Frame callee)
    {
        var request = caller.Request;
        request.IsPending = false;
        caller.Gas += callee.Gas;
        ref var result = ref caller.Stack[caller.Height - 1];
        if (callee.IsCreate)
        {
            SettleCreate(caller, callee, out result);
            return;
        }

        result = callee.Halt == Halt.Success ? UInt256.One : UInt256.Zero;
        if (callee.Halt is Halt.Success or Halt.Revert)
        {
            var output = callee.Output;
            caller.Returned.Set(output);
            output[..Math.Min(output.Length, request.OutputLength)].CopyTo(caller.Memory.Range(request.OutputOffset, request.OutputLength));
        }
        else
        {
            caller.Returned.Clear();
        }
    }

    // EIP-211: a creation returns data only where it reverted.
    private static void SettleCreate(Frame caller, Frame callee, out UInt256 result)
    {
        result = callee.Halt == Halt.Success ? callee.Self.ToWord() : UInt256.Zero;
        if (callee.Halt == Halt.Revert)
        {
            caller.Returned.Set(callee.Output);
        }
        else
        {
            caller.Returned.Clear();
        }
    }
}
