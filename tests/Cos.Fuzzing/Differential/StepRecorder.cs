using Cos.Primitives.Blocks;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Fuzzing.Differential;

/// <summary>Writes down every instruction of a run.</summary>
internal sealed class StepRecorder(bool withMemory) : ITracer
{
    private readonly List<TraceStep> _steps = [];

    /// <summary>The instructions so far.</summary>
    public IReadOnlyList<TraceStep> Steps => _steps;

    /// <inheritdoc />
    public void Enter(in TracedMessage message)
    {
    }

    /// <inheritdoc />
    public void Exit(in TracedEnd end)
    {
    }

    /// <inheritdoc />
    public void Step(in TracedStep step) => _steps.Add(new TraceStep(
        step.Depth + 1, step.Offset, step.Gas, null, step.Stack.ToArray(), withMemory ? Convert.ToHexStringLower(step.Memory) : null));

    /// <inheritdoc />
    public void Stepped(long gasLeft, Halt halt)
    {
        if (halt == Halt.Unspecified)
        {
            _steps[^1] = _steps[^1] with { GasCost = _steps[^1].Gas - gasLeft };
        }
    }

    /// <inheritdoc />
    public void Emit(Log log)
    {
    }
}
