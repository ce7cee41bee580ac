namespace Cos.Vm.Compiler.Emit;

/// <summary>A place in a method's code that can be jumped to.</summary>
/// <param name="Number">Counted per method.</param>
internal readonly record struct Place(int Number);
