using System.Globalization;
using Cos.Primitives.Blocks;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Vm.Tests.Tracing;

/// <summary>Writes down what it is shown, a line each.</summary>
internal sealed class NotingTracer : ITracer
{
    public List<string> Lines { get; } = [];

    public long StepGas { get; private set; }

    private long _gasBefore;

    public void Enter(in TracedMessage message) => Note($"enter {NameOf(message.Op)} {message.Depth} {message.To} gas {message.Gas} value {message.Value} input {message.Input.Length}");

    public void Exit(in TracedEnd end) => Note($"exit {end.Halt} left {end.GasLeft} output {end.Output.Length}");

    public void Step(in TracedStep step)
    {
        _gasBefore = step.Gas;
        Note($"{step.Depth}:{step.Offset} {NameOf(step.Op)} gas {step.Gas} stack {step.Stack.Length} memory {step.Memory.Length}");
    }

    public void Stepped(long gasLeft, Halt halt)
    {
        StepGas += _gasBefore - gasLeft;
        if (halt != Halt.Unspecified) Note($"ended {halt}");
    }

    public void Emit(Log log) => Note($"log {log.Topics.Length}");

    private static string NameOf(byte op) => OpcodeTable.Of(op).Name;

    private void Note(FormattableString line) => Lines.Add(line.ToString(CultureInfo.InvariantCulture));
}
