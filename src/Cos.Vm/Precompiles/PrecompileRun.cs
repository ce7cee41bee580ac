using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>Computes a precompile.</summary>
/// <param name="input">The call data.</param>
/// <param name="gas">The gas handed in; reduced by the price.</param>
/// <param name="output">Receives the result.</param>
/// <returns>Success, OutOfGas or PrecompileFailure; the caller burns the gas of the last two.</returns>
internal delegate Halt PrecompileRun(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output);
