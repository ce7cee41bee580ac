using Cos.Vm.Code;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Blocks;

/// <summary>Code cut into basic blocks, in the order of the code. What no instruction leads to is left out.</summary>
internal sealed class BlockMap
{
    /// <summary>A block is cut where its IL would grow beyond this, roughly.</summary>
    private const int BlockWeightMax = 4000;

    /// <summary>Of a run of JUMPDESTs, only so many are blocks of their own; the rest belongs to the last of these. It bounds what such code can become.</summary>
    private const int JumpDestinationRunMax = 4;

    private readonly List<BasicBlock> _blocks = [];
    private readonly byte[] _code;
    private readonly int _length;

    internal BlockMap(ByteCode code)
    {
        _code = code.Padded;
        _length = code.Length;
        var reached = true;
        var run = 0; // blocks before this one that are one JUMPDEST and nothing else, each right behind the other
        for (var offset = 0; offset < _length || reached;)
        {
            var op = _code[offset];
            if (reached || op == Op.JumpDest)
            {
                var end = Cut(offset, mayBeRun: run >= JumpDestinationRunMax - 1, out reached);
                run = op == Op.JumpDest && end == offset + 1 ? run + 1 : 0;
                offset = end;
            }
            else
            {
                run = 0;
                offset += 1 + OpcodeTable.Of(op).Immediate;
            }
        }
    }

    /// <summary>The blocks.</summary>
    internal IReadOnlyList<BasicBlock> Blocks => _blocks;

    /// <summary>What all blocks cost together, run once.</summary>
    internal long Gas { get; private set; }

    /// <summary>Whether the code jumps at all.</summary>
    internal bool HasJumps { get; private set; }

    /// <summary>The block that starts at an offset; negative where none does.</summary>
    internal int Find(int offset)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var start = _blocks[middle].Start;
            if (start == offset)
            {
                return middle;
            }

            (low, high) = start < offset ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    // Adds the block that starts at an offset and answers where it ends.
    private int Cut(int start, bool mayBeRun, out bool fallsThrough)
    {
        var gas = 0L;
        int height = 0, need = 0, growth = 0, weight = 0;
        var isPriced = false; // whether an instruction with its own price is among those taken
        var isRun = mayBeRun; // whether all taken are JUMPDESTs: then a jump to any of them has the same effect as one to the first, but for their gas
        fallsThrough = true;
        var offset = start;
        while (fallsThrough)
        {
            var op = _code[offset];
            isRun &= op == Op.JumpDest;
            if (offset > start && ((op == Op.JumpDest && !isRun) || (isPriced && OpTraits.HasOwnHalt(op)) || weight > BlockWeightMax))
            {
                break;
            }

            var row = OpcodeTable.Of(op);
            need = Math.Max(need, row.Pops - height);
            height += row.Pushes - row.Pops;
            growth = Math.Max(growth, height);
            gas += row.Gas;
            weight += OpTraits.Weight(op);
            HasJumps |= op is Op.Jump or Op.Jumpi;
            isPriced |= OpTraits.HasOwnPrice(op);
            offset += 1 + row.Immediate;
            fallsThrough = !OpTraits.EndsFrame(op) && op != Op.Jump;
            if (OpTraits.EndsBlock(op))
            {
                break;
            }
        }

        Gas += gas;
        _blocks.Add(new BasicBlock(start, offset, gas, need, growth, _code[start] == Op.JumpDest && start < _length));
        return offset;
    }
}
