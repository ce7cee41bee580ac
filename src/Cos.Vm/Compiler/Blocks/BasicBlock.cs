namespace Cos.Vm.Compiler.Blocks;

/// <summary>Instructions that run one after the other: once its stack and gas suffice at its start, nothing in it can end the frame but OutOfGas,
/// its first instruction, its last one, or what its last one leads to.</summary>
/// <param name="Start">Offset of the first instruction.</param>
/// <param name="End">Offset after the last one.</param>
/// <param name="Gas">What its instructions cost whatever their operands.</param>
/// <param name="Need">Words it finds on the stack at least.</param>
/// <param name="Growth">Words it adds at most at any time.</param>
/// <param name="IsJumpDestination">Whether jumps lead to it.</param>
internal readonly record struct BasicBlock(int Start, int End, long Gas, int Need, int Growth, bool IsJumpDestination);
