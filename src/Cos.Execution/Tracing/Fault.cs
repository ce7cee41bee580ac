namespace Cos.Execution.Tracing;

/// <summary>The instruction that ended a frame against its will.</summary>
/// <param name="Op">The byte.</param>
/// <param name="Offset">Where in the code.</param>
/// <param name="StackHeight">Words on the stack before it.</param>
public readonly record struct Fault(byte Op, int Offset, int StackHeight);
