using Cos.Vm.Interpreter;

namespace Cos.Vm.Tracing;

/// <summary>Shows a traced frame's instructions to its machine's tracer.</summary>
internal static class StepTrace
{
    /// <summary>Runs a frame until it ends or asks for another one, and shows every instruction.</summary>
    internal static void Run(Frame frame, ITracer tracer)
    {
        frame.IsInStep = false;
        ByteLoop.Run<Traced>(frame);
        tracer.Stepped(frame.Gas, frame.Halt);
    }

    /// <summary>The loop is about to take a step, which ends the one before.</summary>
    internal static void Before(Frame frame, int offset, int height, long gas)
    {
        var tracer = frame.Machine.Tracer!;
        if (frame.IsInStep)
        {
            tracer.Stepped(gas - frame.GivenBack, Halt.Unspecified);
        }

        (frame.Next, frame.Height, frame.Gas, frame.GivenBack, frame.IsInStep) = (offset, height, gas, 0, true);
        tracer.Step(new TracedStep(frame));
    }
}
