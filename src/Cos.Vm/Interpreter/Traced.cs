namespace Cos.Vm.Interpreter;

/// <summary>Type argument of <see cref="ByteLoop.Run{TTracing}"/>: every instruction is shown to the machine's tracer before and after.</summary>
internal readonly struct Traced;
