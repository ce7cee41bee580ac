namespace Cos.Vm.Precompiles;

/// <summary>One row of the precompile table.</summary>
/// <param name="Number">Its address as a number.</param>
/// <param name="Name">What it computes.</param>
/// <param name="Run">Computes it; null where this version does not.</param>
internal sealed record Precompile(ushort Number, string Name, PrecompileRun? Run);
