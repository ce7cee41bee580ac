using Cos.Primitives;
using Cos.Vm.Code;
using Cos.Vm.Compiler.Blocks;
using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>The jumps of a chunk: known destinations in it become branches, known ones elsewhere go to the trampoline, others are looked up when the code runs.</summary>
internal sealed class Jumps(Emission e, BlockMap map, ByteCode code)
{
    private readonly SortedDictionary<int, Place> _places = [];
    private readonly HashSet<int> _marked = [];
    private readonly List<int> _targets = [];
    private readonly Place _exit = e.Il.NewPlace();
    private readonly Place _interpret = e.Il.NewPlace();
    private readonly Place _badJump = e.Il.NewPlace();
    private readonly Place _interrupted = e.Il.NewPlace();

    /// <summary>Where the block in <see cref="Special.Target"/> is looked up.</summary>
    internal Place Dispatch { get; } = e.Il.NewPlace();

    /// <summary>Known jumps that leave the chunk.</summary>
    internal int Hops => _targets.Count(target => !_marked.Contains(target));

    /// <summary>A region's first block begins here.</summary>
    internal void Mark(int block)
    {
        e.Il.Mark(PlaceOf(block));
        _marked.Add(block);
    }

    /// <summary>Makes the local <see cref="Special.Top"/> the address of the top word.</summary>
    internal void MoveTop() => MoveTop(e.Stack.Top);

    /// <summary>Goes on with a block, all words being in their slots.</summary>
    internal void GoTo(int block)
    {
        _targets.Add(block);
        MoveTop();
        e.Il.Branch(PlaceOf(block));
    }

    /// <summary>A place from which the interpreter takes over at a block's start, with the stack as it is now.</summary>
    internal Place InterpretFrom(int block) => Interpret(map.Blocks[block].Start);

    /// <summary>JUMP.</summary>
    internal void Jump()
    {
        var destination = e.Stack.Pop();
        e.Fetch(destination);
        e.Flush();
        JumpTo(destination);
    }

    /// <summary>JUMPI.</summary>
    internal void JumpIf()
    {
        var (destination, condition) = (e.Stack.Pop(), e.Stack.Pop());
        e.Fetch(destination);
        e.Fetch(condition);
        e.Flush();
        if (condition.IsZero)
        {
            return;
        }

        e.PushAny(condition, 0);
        if (KnownBlock(destination) is { } block && map.Blocks[block].Start > e.Offset)
        {
            _targets.Add(block);
            e.Il.BranchIfTrue(PlaceOf(block, e.Stack.Top));
            return;
        }

        var skip = e.Il.NewPlace();
        e.Il.BranchIfFalse(skip);
        JumpTo(destination);
        e.Il.Mark(skip);
    }

    /// <summary>Writes what every chunk ends with.</summary>
    internal void Finish(int firstBlock, int endBlock)
    {
        var il = e.Il;
        il.Mark(Dispatch);
        il.Get(Special.Target);
        il.Small(firstBlock);
        il.Subtract();
        il.Switch([.. Enumerable.Range(firstBlock, endBlock - firstBlock).Select(block => _marked.Contains(block) ? _places[block] : _exit)]);
        il.Mark(_exit);
        SaveFrame();
        il.Get(Special.Target);
        il.Return();
        foreach (var (block, place) in _places)
        {
            if (!_marked.Contains(block))
            {
                il.Mark(place);
                il.Small(block);
                il.Set(Special.Target);
                il.Branch(_exit);
            }
        }

        il.Mark(_interpret);
        SaveFrame();
        il.Small(CompiledCode.Interpret);
        il.Return();
        End(e.Left, Routines.Leave);
        End(_badJump, Routines.BadJump);
        End(_interrupted, Routines.Interrupted);
    }

    private void JumpTo(Word destination)
    {
        if (!destination.IsConstant)
        {
            LookUp(destination);
            return;
        }

        var offset = destination.Constant.ToUInt64Saturated();
        if (!code.IsJumpDestination(offset))
        {
            e.Il.Branch(_badJump);
            return;
        }

        if (offset < (ulong)e.Offset)
        {
            LeaveIfInterrupted();
        }

        if (KnownBlock(destination) is { } block)
        {
            GoTo(block);
        }
        else
        {
            e.Il.Branch(Interpret((int)offset));
        }
    }

    private int? KnownBlock(Word destination)
    {
        if (!destination.IsConstant || !code.IsJumpDestination(destination.Constant.ToUInt64Saturated()))
        {
            return null;
        }

        var block = map.Find((int)destination.Constant.U0);
        return block < 0 ? null : block;
    }

    // A destination that is known only when the code runs.
    private void LookUp(Word destination)
    {
        var il = e.Il;
        Invariant.Require(destination.Width > 0, "a known destination is not looked up");
        MoveTop();
        if (destination.Width > 1)
        {
            e.PushAny(destination, 1);
            il.BranchIfTrue(_badJump);
        }

        e.Push(destination, 0);
        il.Number((ulong)code.Length);
        il.BranchIfGreaterUnsigned(_badJump); // one past the end is in the table, as no block
        var (backward, unknown, back) = (il.NewPlace(), il.NewPlace(), il.NewPlace());
        il.BlockAt();
        e.Push(destination, 0);
        il.ToAddress();
        il.ShiftLeft(2);
        il.Add();
        il.LoadSmall();
        il.Set(Special.Target);
        il.Get(Special.Target);
        il.Small(0);
        il.BranchIfLess(unknown);
        e.Push(destination, 0);
        il.Number((ulong)e.Offset);
        il.BranchIfLessUnsigned(backward);
        il.Mark(back);
        il.Branch(Dispatch);
        e.Aside(() =>
        {
            il.Mark(backward);
            LeaveIfInterrupted();
            il.Branch(back);
            il.Mark(unknown);
            SaveFrame();
            il.Frame();
            e.Push(destination, 0);
            il.Call(Routines.Jump);
            il.Return();
        });
    }

    private void LeaveIfInterrupted()
    {
        e.Il.Frame();
        e.Il.Load(FrameField.Interrupt);
        e.Il.Call(Routines.InterruptRequested);
        e.Il.BranchIfTrue(_interrupted);
    }

    private Place PlaceOf(int block)
    {
        if (!_places.TryGetValue(block, out var place))
        {
            _places.Add(block, place = e.Il.NewPlace());
        }

        return place;
    }

    // A place that leads to a block from where the top word is at a position.
    private Place PlaceOf(int block, int top)
    {
        if (top == 0)
        {
            return PlaceOf(block);
        }

        var aside = e.Il.NewPlace();
        e.Aside(() =>
        {
            e.Il.Mark(aside);
            MoveTop(top);
            e.Il.Branch(PlaceOf(block));
        });
        return aside;
    }

    private Place Interpret(int offset)
    {
        var (place, top) = (e.Il.NewPlace(), e.Stack.Top);
        e.Aside(() =>
        {
            e.Il.Mark(place);
            MoveTop(top);
            FrameState.SetNext(e, offset);
            e.Il.Branch(_interpret);
        });
        return place;
    }

    private void MoveTop(int position)
    {
        if (position != 0)
        {
            e.Address(position);
            e.Il.Set(Special.Top);
        }
    }

    private void SaveFrame()
    {
        e.Il.Frame();
        e.Il.Get(Special.Gas);
        e.Il.Store(FrameField.Gas);
        FrameState.SetHeight(e, 0);
    }

    private void End(Place place, Routine routine)
    {
        e.Il.Mark(place);
        e.Il.Frame();
        e.Il.Call(routine);
        e.Il.Small(CompiledCode.Left);
        e.Il.Return();
    }
}
