using System.Runtime.InteropServices;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Instructions;

/// <summary>LOG0 to LOG4.</summary>
internal static unsafe class LogInstructions
{
    /// <summary>Emits an event: offset, length, topics.</summary>
    internal static long Log(Frame frame, int topicCount, UInt256* top, long gas)
    {
        if (frame.IsStatic)
        {
            return frame.Fail(Halt.StaticViolation);
        }

        gas = frame.Memory.Expand(*top, *(top - 1), gas);
        if (gas < 0 || (gas -= GasCost.LogByte * (long)(top - 1)->U0) < 0)
        {
            return -1;
        }

        var topics = topicCount == 0 ? [] : new Hash256[topicCount];
        for (var i = 0; i < topicCount; i++)
        {
            topics[i] = Hash256.FromUInt256(*(top - (2 + i)));
        }

        // Nobody else has the array, so it may be handed on as it is.
        var log = new Log(frame.Self, ImmutableCollectionsMarshal.AsImmutableArray(topics), frame.Memory.Range(*top, *(top - 1)).ToArray());
        frame.Machine.Journal.AddLog(log);
        frame.Machine.Tracer?.Emit(log);
        return gas;
    }
}
