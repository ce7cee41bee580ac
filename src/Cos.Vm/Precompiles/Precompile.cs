namespace Cos.Vm.Precompiles;

/// <summary>One row of the precompile table.</summary>
/// <param name="Number">Its address as a number.</param>
/// <param name="Name">What it computes.</param>
/// <param name="Run">Computes it.</param>
internal sealed record Precompile(ushort Number, string Name, PrecompileRun Run);
