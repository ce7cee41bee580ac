using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.Vm.Compiler.Blocks;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler;

/// <summary>Code compiled to methods of the runtime. Immutable; any number of threads may run it, each on frames of its own.</summary>
public sealed class CompiledCode
{
    /// <summary>The frame has ended, or asks for another one.</summary>
    internal const int Left = -1;

    /// <summary>The interpreter has to go on.</summary>
    internal const int Interpret = -2;

    /// <summary>No block begins at an offset.</summary>
    internal const int NoBlock = -1;

    private readonly BlockMap _map;
    private readonly Chunk[] _chunkOf; // by block
    private readonly int[] _blockAt; // by offset; pinned, so that its address can be handed to the methods

    // Beside its IL a method of the runtime has objects that describe it, and tables for the collector.
    private const long ChunkBytes = 4096;

    // An entry of _blockAt, and the padded code that the map holds.
    private const long CodeByteBytes = sizeof(int) + 1;

    // The block and, since lists grow by doubling, half of one that is not there; its entry in _chunkOf.
    private const long BlockBytes = 48;

    internal CompiledCode(BlockMap map, Chunk[] chunkOf, int chunks, int codeLength, int ilBytes)
    {
        (_map, _chunkOf, IlBytes) = (map, chunkOf, ilBytes);
        Slot = new CompiledSlot(this);
        Footprint = 2L * ilBytes + CodeByteBytes * codeLength + BlockBytes * map.Blocks.Count + ChunkBytes * chunks;
        _blockAt = GC.AllocateArray<int>(codeLength + 1, pinned: true);
        Array.Fill(_blockAt, NoBlock);
        for (var i = 0; i < map.Blocks.Count; i++)
        {
            if (map.Blocks[i].IsJumpDestination)
            {
                _blockAt[map.Blocks[i].Start] = i;
            }
        }
    }

    /// <summary>Bytes of IL it was made of; the machine code takes about as many.</summary>
    public int IlBytes { get; }

    /// <summary>Memory this holds, about, for the bound of whoever keeps it.</summary>
    public long Footprint { get; }

    /// <summary>What those who run it hold of it.</summary>
    internal CompiledSlot Slot { get; }

    /// <summary>Takes it from all who run it, so that its memory is freed once no frame is in it. Any thread may do so.</summary>
    public void Retire() => Slot.Empty();

    /// <summary>Runs a frame until it ends or asks for another one, by the interpreter where need be.</summary>
    internal unsafe void Run(Frame frame)
    {
        fixed (UInt256* floor = frame.Stack)
        fixed (int* blockAt = _blockAt)
        {
            var next = frame.Next == 0 ? 0 : _map.Find(frame.Next);
            while (next >= 0)
            {
                var block = next;
                next = _chunkOf[block](frame, floor, block, blockAt, 0);
                if (next == block)
                {
                    frame.Next = _map.Blocks[block].Start; // no region begins there: nothing in the chunk goes on from it
                    next = Interpret;
                }
            }

            if (next == Left)
            {
                Invariant.Require(frame.Halt != Halt.Unspecified || frame.Request.IsPending, "a frame that was left has ended or asks for another");
                return;
            }
        }

        ByteLoop.Run<Untraced>(frame);
    }
}
