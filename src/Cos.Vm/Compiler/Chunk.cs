using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler;

/// <summary>A compiled run of blocks.</summary>
/// <param name="frame">Whose code it is.</param>
/// <param name="floor">The frame's stack, pinned.</param>
/// <param name="entry">The block to begin with.</param>
/// <param name="blockAt">For each offset of the code: the block of the JUMPDEST there, or <see cref="CompiledCode.NoBlock"/>.</param>
/// <param name="zero">Zero; that it always is must not be seen from inside.</param>
/// <returns>The block to go on with, which is in another chunk, or <see cref="CompiledCode.Left"/> or <see cref="CompiledCode.Interpret"/>.</returns>
internal unsafe delegate int Chunk(Frame frame, UInt256* floor, int entry, int* blockAt, ulong zero);
