namespace Cos.Vm.Interpreter;

/// <summary>Type argument of <see cref="ByteLoop.Run{TTracing}"/>: no tracer, and no code for one.</summary>
internal readonly struct Untraced;
