using Cos.Vm.Code;
using Cos.Vm.Compiler.Blocks;
using Cos.Vm.Compiler.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Emit;

/// <summary>Writes one chunk: as many blocks, in the order of the code, as the runtime's compiler still optimises in one method.</summary>
/// <remarks>
/// A region begins at a JUMPDEST, where a chunk begins, and after a call: there all words are in the frame's slots. Within it, from one block to the next
/// that only it leads to, words stay in locals too, and what is known of them stays known.
/// At every block's end all words are in their slots, so that a jump, the trampoline or the interpreter can go on from there.
/// </remarks>
internal sealed class ChunkWriter
{
    private readonly BlockMap _map;
    private readonly ByteCode _code;
    private readonly int _first;
    private readonly int _ilBytesMax;
    private readonly Emission _e;
    private readonly Jumps _jumps;

    // The positions between which every slot is known to be on the stack or to have room there.
    private int _lowestChecked = 1;
    private int _highestChecked;

    /// <summary>A chunk that begins with a block.</summary>
    /// <param name="map">The blocks.</param>
    /// <param name="code">The code.</param>
    /// <param name="previous">The chunk before it, written; what is known at its end is known here, where nothing else leads here.</param>
    /// <param name="ilBytesMax">Bytes of IL after which it ends.</param>
    internal ChunkWriter(BlockMap map, ByteCode code, ChunkWriter? previous, int ilBytesMax)
    {
        (_map, _code, _first, _ilBytesMax) = (map, code, previous?.NextBlock ?? 0, ilBytesMax);
        NextBlock = _first;
        _e = new Emission(previous?._e.Stack ?? new WordStack(), new IlWriter());
        _jumps = new Jumps(_e, map, code);
        if (previous is not null)
        {
            (_lowestChecked, _highestChecked, _e.KnownSize) = (previous._lowestChecked, previous._highestChecked, previous._e.KnownSize);
        }
    }

    /// <summary>The block after it.</summary>
    internal int NextBlock { get; private set; }

    /// <summary>Bytes of IL.</summary>
    internal int IlBytes => _e.Il.Length;

    /// <summary>Known jumps that leave it.</summary>
    internal int Hops => _jumps.Hops;

    /// <summary>Writes as many blocks as fit, and makes the method.</summary>
    internal Chunk Write()
    {
        Begin();
        do
        {
            WriteBlock(NextBlock);
            NextBlock++;
        }
        while (NextBlock < _map.Blocks.Count && !IsFull);

        _e.WriteAsides();
        _jumps.Finish(_first, NextBlock);
        Rest();
        return _e.Il.Finish();
    }

    private bool IsFull => _e.Il.LocalUses > CompileLimits.ChunkLocalUsesMax || _e.Il.Length > _ilBytesMax || _e.Il.Places > CompileLimits.ChunkPlacesMax;

    private void Begin()
    {
        var il = _e.Il;
        il.Entry();
        il.Set(Special.Target);
        il.Floor();
        il.Frame();
        il.Load(FrameField.Height);
        il.Small(1);
        il.Subtract();
        il.ToOffset();
        il.ShiftLeft(5);
        il.Add();
        il.Set(Special.Top);
        il.Frame();
        il.Load(FrameField.Gas);
        il.Set(Special.Gas);
        il.Frame();
        il.Load(FrameField.Memory);
        il.Set(Special.Memory);
        FrameState.FindMemory(_e);
        il.Branch(_jumps.Dispatch);
    }

    private void WriteBlock(int index)
    {
        var block = _map.Blocks[index];
        if (index == _first && !block.IsJumpDestination)
        {
            _jumps.Mark(index);
        }
        else if (block.IsJumpDestination)
        {
            _jumps.Mark(index);
            KnowNothing();
        }
        else if (OpTraits.MayAsk(LastOp(_map.Blocks[index - 1])))
        {
            ContinueAfterCall(index);
        }

        if (!Check(block, index))
        {
            KnowNothing(); // what follows is not reached from here
            return;
        }

        _e.Prepaid = block.Gas;
        for (var offset = block.Start; offset < block.End;)
        {
            var row = OpcodeTable.Of(_code.Padded[offset]);
            _e.Prepaid -= row.Gas;
            (_e.Offset, offset) = (offset, offset + 1 + row.Immediate);
            _e.Next = offset;
            WriteOp(row.Code);
            _e.FreeLocals();
        }

        FallThrough(index, LastOp(block));
    }

    // All words are in their slots, and nothing is known of them, of the stack's height or of memory.
    private void KnowNothing()
    {
        _e.Stack.Clear();
        _e.KnownSize = 0;
        (_lowestChecked, _highestChecked) = (1, 0);
    }

    // The last instruction of a block is found by walking: operands can look like instructions.
    private byte LastOp(in BasicBlock block)
    {
        byte last = 0;
        for (var offset = block.Start; offset < block.End;)
        {
            last = _code.Padded[offset];
            offset += 1 + OpcodeTable.Of(last).Immediate;
        }

        return last;
    }

    // After a call that needed no frame the code goes on here; after another one the trampoline comes here.
    private void ContinueAfterCall(int index)
    {
        var height = _e.Stack.Top;
        _jumps.MoveTop();
        _e.Stack.Rest();
        _lowestChecked -= height;
        _highestChecked -= height;
        _jumps.Mark(index);
    }

    // All words are in their slots: only what is known of them is kept, and the top one is at position 0.
    private void Rest()
    {
        _lowestChecked -= _e.Stack.Top;
        _highestChecked -= _e.Stack.Top;
        _e.Stack.Rest();
    }

    // What the whole block needs of stack and gas. Where that is not there, the interpreter takes over and finds out what ends the frame.
    private bool Check(in BasicBlock block, int index)
    {
        var il = _e.Il;
        var (lowest, highest) = (_e.Stack.Top - block.Need + 1, _e.Stack.Top + block.Growth);
        // Position 0 is the top word where the region began, and no word at all where the stack was empty then: 1024 above it may exist.
        if (lowest <= -Frame.StackWordsMax || highest > Frame.StackWordsMax)
        {
            il.Branch(_jumps.InterpretFrom(index)); // no stack is so high
            return false;
        }

        var refused = _jumps.InterpretFrom(index);
        if (lowest < _lowestChecked)
        {
            _e.Address(lowest);
            il.Floor();
            il.BranchIfLessUnsigned(refused);
            _lowestChecked = lowest;
        }

        if (highest > _highestChecked)
        {
            _e.Address(highest);
            il.Floor();
            il.Distance(32 * (Frame.StackWordsMax - 1));
            il.Add();
            il.BranchIfGreaterUnsigned(refused);
            _highestChecked = highest;
        }

        if (block.Gas != 0)
        {
            il.Get(Special.Gas);
            il.Number((ulong)block.Gas);
            il.BranchIfLess(refused);
            il.Get(Special.Gas);
            il.Number((ulong)block.Gas);
            il.Subtract();
            il.Set(Special.Gas);
        }

        return true;
    }

    private void WriteOp(byte op)
    {
        var stack = _e.Stack;
        switch (op)
        {
            case Op.JumpDest: break;
            case Op.Pop: stack.Pop(); break;
            case Op.Pc: stack.Push(Word.Of((ulong)_e.Offset)); break;
            case Op.Gas: PushGas(); break;
            case Op.Msize: PushSize(); break;
            case Op.Mload: MemoryAccess.Load(_e); break;
            case Op.Mstore: MemoryAccess.Store(_e); break;
            case Op.Mstore8: MemoryAccess.StoreByte(_e); break;
            case Op.Jump: _jumps.Jump(); break;
            case Op.Jumpi: _jumps.JumpIf(); break;
            case >= Op.Push0 and <= Op.Push32: stack.Push(Word.Of(Cos.Primitives.Values.UInt256.FromBigEndian(_code.Padded.AsSpan(_e.Offset + 1, op - Op.Push0)))); break;
            case >= Op.Dup1 and <= Op.Dup16: stack.Duplicate(op - Op.Dup1 + 1); break;
            case >= Op.Swap1 and <= Op.Swap16: stack.Swap(op - Op.Swap1 + 1); break;
            case (>= Op.Add and <= Op.Mulmod) or Op.SignExtend or (>= Op.Lt and <= Op.Clz): Computation.Write(_e, op); break;
            default: Instruction.Write(_e, op); break;
        }
    }

    private void PushGas()
    {
        _e.Il.Get(Special.Gas);
        _e.Il.Number((ulong)_e.Prepaid);
        _e.Il.Add();
        _e.Stack.Push(Word.Of(_e.Il.Keep(), 63));
    }

    private void PushSize()
    {
        _e.Il.Get(Special.Size);
        _e.Stack.Push(Word.Of(_e.Il.Keep(), 32));
    }

    private void FallThrough(int index, byte last)
    {
        if (OpTraits.EndsFrame(last) || last == Op.Jump)
        {
            return;
        }

        _e.Flush();
        var isChunksEnd = index + 1 == _map.Blocks.Count || IsFull;
        if (isChunksEnd || _map.Blocks[index + 1].IsJumpDestination)
        {
            _jumps.GoTo(index + 1);
        }
    }
}
