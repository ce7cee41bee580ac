using Cos.Primitives.Blocks;

namespace Cos.Vm.Tracing;

/// <summary>
/// Watches a machine: every message it runs and every instruction of it, in order. What it is shown is valid only until it returns, and
/// it changes nothing. A machine without one runs a loop that has no trace of tracing in it.
/// </summary>
public interface ITracer
{
    /// <summary>A message begins, its value not yet moved: the transaction's own, a call, a creation, or the transfer of a SELFDESTRUCT.
    /// Those that run no code and those that are refused at once begin and end too.</summary>
    void Enter(in TracedMessage message);

    /// <summary>The message that began last and has not ended, ends; its effects are kept or already taken back.</summary>
    void Exit(in TracedEnd end);

    /// <summary>An instruction is about to run.</summary>
    void Step(in TracedStep step);

    /// <summary>The instruction that was about to run has run; a frame it asks for runs after this.</summary>
    /// <param name="gasLeft">Gas left in its frame: what a call or creation hands down is taken, also where it has already ended and given some back. Zero where <paramref name="halt"/> burnt it.</param>
    /// <param name="halt">How it ended its frame; <see cref="Halt.Unspecified"/> where it did not.</param>
    void Stepped(long gasLeft, Halt halt);

    /// <summary>The message that began last and has not ended, emitted an event.</summary>
    void Emit(Log log);
}
