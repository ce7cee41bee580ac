using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Compiler;

/// <summary>Makes programs from a seed: mostly valid ones with loops, functions, jumps that are known and jumps that are not, storage and calls; now and then a broken one.</summary>
internal sealed class ProgramGenerator
{
    private const int StatementsMax = 24;
    private const int NestingMax = 3;

    private readonly Random _random;
    private readonly Sketch _sketch;
    private readonly StraightStatements _straight;

    public ProgramGenerator(int seed)
    {
        _random = new Random(seed);
        _sketch = new Sketch(_random);
        _straight = new StraightStatements(_sketch, _random);
    }

    /// <summary>The next program.</summary>
    public byte[] Next()
    {
        _sketch.Clear();
        Statements(_random.Next(1, StatementsMax), 0);
        End();
        return _sketch.Finish();
    }

    private void Statements(int count, int nesting)
    {
        for (var i = 0; i < count; i++)
        {
            Statement(nesting);
        }
    }

    private void Statement(int nesting)
    {
        switch (_random.Next(26))
        {
            case 0 when nesting < NestingMax: Loop(nesting); break;
            case 1 when nesting < NestingMax: Branch(nesting); break;
            case 2 when nesting < NestingMax: Function(nesting); break;
            case 3: UnknownJump(); break;
            case 4: _straight.Storage(); break;
            case 5: _straight.Copy(); break;
            case 6: _straight.Call(); break;
            case 7: _straight.Log(); break;
            case 8 or 9: _straight.MemoryAccess(); break;
            case 10 or 11: _straight.Shuffle(); break;
            case 12: _sketch.EnvironmentWord(); break;
            case 13: _straight.Unary(); break;
            case 14: _straight.Ternary(); break;
            case 15: _sketch.Need(1); _sketch.Emit(Op.Pop); _sketch.Height--; break;
            case 16 when _random.Next(12) == 0: _sketch.Emit((byte)_random.Next(256)); break;
            case 17: _sketch.JumpDestinations(); break;
            case 18 or 19: _sketch.Value(); break;
            default: _straight.Compute(); break;
        }
    }

    private void Loop(int nesting)
    {
        _sketch.Number((ulong)_random.Next(1, 7));
        _sketch.Height++;
        var top = _sketch.Height;
        var start = _sketch.Land();
        Statements(_random.Next(1, 5), nesting + 1);
        Settle(top);
        _sketch.Emit(Op.Push1, 1, Op.Swap1, Op.Sub, Op.Dup1);
        _sketch.Emit(Op.Push2, (byte)(start >> 8), (byte)(start & 0xff), Op.Jumpi);
    }

    private void Branch(int nesting)
    {
        _sketch.Need(1);
        _sketch.Emit(Op.Push2);
        var hole = _sketch.Hole();
        _sketch.Emit(Op.Jumpi);
        _sketch.Height--;
        var top = _sketch.Height;
        Statements(_random.Next(1, 4), nesting + 1);
        Settle(top);
        _sketch.Land(hole);
    }

    // The return address is on the stack under whatever the function works on: a jump that only running tells.
    private void Function(int nesting)
    {
        _sketch.Emit(Op.Push2);
        var back = _sketch.Hole();
        _sketch.Height++;
        _sketch.Emit(Op.Push2);
        var entry = _sketch.Hole();
        _sketch.Emit(Op.Jump);
        _sketch.Land(entry);
        var top = _sketch.Height;
        Statements(_random.Next(1, 4), nesting + 1);
        Settle(top);
        _sketch.Emit(Op.Jump);
        _sketch.Height--;
        _sketch.Land(back);
    }

    private void UnknownJump()
    {
        if (_random.Next(6) == 0)
        {
            _sketch.Need(1);
            _sketch.Emit(_random.Next(2) == 0 ? Op.Jump : Op.Jumpi);
            _sketch.Height--;
            return;
        }

        _sketch.Emit(Op.Push2);
        var hole = _sketch.Hole();
        _sketch.Number(64);
        _sketch.Emit(Op.Mstore);
        _sketch.Number(64);
        _sketch.Emit(Op.Mload, Op.Jump);
        _sketch.Land(hole);
    }

    private void Settle(int height)
    {
        for (; _sketch.Height > height; _sketch.Height--)
        {
            _sketch.Emit(Op.Pop);
        }

        _sketch.Need(height);
    }

    private void End()
    {
        if (_random.Next(5) == 0)
        {
            byte[] ends = [Op.Stop, Op.Invalid, Op.SelfDestruct, Op.Revert, Op.Return];
            _sketch.Emit(ends[_random.Next(ends.Length)]);
            return;
        }

        for (var i = 0; i < Math.Min(_sketch.Height, 16); i++)
        {
            _sketch.Number((ulong)(32 * i));
            _sketch.Emit(Op.Mstore);
        }

        _sketch.Emit(Op.Msize);
        _sketch.Number(0);
        _sketch.Emit(_random.Next(8) == 0 ? Op.Revert : Op.Return);
    }

}
