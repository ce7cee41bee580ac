using Cos.Primitives.Values;
using Cos.Vm.Code;
using Cos.Vm.Compiler.Blocks;
using Cos.Vm.Compiler.Emit;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler;

/// <summary>Compiles EVM code: to IL, and at once to machine code. It takes about 10 ms a KiB of code.</summary>
public static class CodeCompiler
{
    /// <summary>Compiles code; null where it would become too much, or slower than it is.</summary>
    public static CompiledCode? Compile(ByteCode code) => Compile(code, CompileLimits.ChunkIlBytesMax);

    /// <summary>The same in chunks of another length, for tests of what happens between chunks.</summary>
    internal static CompiledCode? Compile(ByteCode code, int chunkIlBytesMax)
    {
        var map = new BlockMap(code);
        var chunks = new Chunk[map.Blocks.Count];
        var perByte = map.HasJumps ? CompileLimits.IlBytesPerCodeByteMax : CompileLimits.IlBytesPerStraightByteMax;
        var (written, ilBytes, hops) = (0, 0, 0);
        ChunkWriter? writer = null;
        for (var block = 0; block < chunks.Length; block = writer.NextBlock)
        {
            writer = new ChunkWriter(map, code, writer, chunkIlBytesMax);
            var chunk = writer.Write();
            written++;
            ilBytes += writer.IlBytes;
            hops += writer.Hops;
            if (ilBytes > CompileLimits.IlBytesFree + perByte * code.Length)
            {
                return null;
            }

            Array.Fill(chunks, chunk, block, writer.NextBlock - block);
        }

        if (hops > CompileLimits.HopsFree && map.Gas < (long)hops * CompileLimits.GasPerHopMin)
        {
            return null;
        }

        var compiled = new CompiledCode(map, chunks, written, code.Length, ilBytes);
        MakeMachineCode(chunks);
        return compiled;
    }

    // The runtime compiles a method when it is first called: here with a block that no chunk has, on a frame that nobody looks at.
    private static unsafe void MakeMachineCode(Chunk[] chunks)
    {
        var frame = new Frame(0, new ModulusCache());
        Chunk? last = null;
        foreach (var chunk in chunks)
        {
            if (!ReferenceEquals(chunk, last))
            {
                fixed (UInt256* floor = frame.Stack)
                {
                    chunk(frame, floor, CompiledCode.NoBlock, null, 0);
                }

                last = chunk;
            }
        }
    }
}
