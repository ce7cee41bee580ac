using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tracing;

/// <summary>Tells a machine's tracer, where it has one, how messages begin and end.</summary>
internal static class MessageTrace
{
    /// <summary>A call or creation begins as its request says.</summary>
    internal static void Begin(Machine machine, int depth, in Address from, CallRequest request, ReadOnlySpan<byte> input)
    {
        if (machine.Tracer is { } tracer)
        {
            tracer.Enter(new TracedMessage
            {
                Op = request.Op,
                Depth = depth,
                From = from,
                To = request.Named,
                Value = request.Value,
                Gas = request.Gas,
                Input = input,
                Journal = machine.Journal,
            });
        }
    }

    /// <summary>It ends.</summary>
    internal static void End(Machine machine, Halt halt, long gasLeft, ReadOnlySpan<byte> output) =>
        machine.Tracer?.Exit(new TracedEnd { Halt = halt, GasLeft = gasLeft, Output = output });

    /// <summary>It ends at once: its instruction has run when the frame goes on.</summary>
    internal static void Settle(Frame frame, Halt halt, long gasLeft, ReadOnlySpan<byte> output)
    {
        End(frame.Machine, halt, gasLeft, output);
        frame.GivenBack = gasLeft;
    }

    /// <summary>The transfer of a SELFDESTRUCT, which begins and ends at once.</summary>
    internal static void Destruction(Frame frame, in Address beneficiary)
    {
        var machine = frame.Machine;
        if (machine.Tracer is { } tracer)
        {
            tracer.Enter(new TracedMessage
            {
                Op = Op.SelfDestruct,
                Depth = frame.Depth + 1,
                From = frame.Self,
                To = beneficiary,
                Value = machine.Journal.GetBalance(frame.Self),
                Gas = 0,
                Input = default,
                Journal = machine.Journal,
            });
            tracer.Exit(new TracedEnd { Halt = Halt.Success, GasLeft = 0, Output = default });
        }
    }
}
