#pragma warning disable RS0030 // The compiler names the methods that its code calls.
using System.Reflection;

namespace Cos.Vm.Compiler.Emit;

/// <summary>A method that compiled code calls.</summary>
/// <param name="Method">The method.</param>
internal sealed record Routine(MethodInfo Method);
