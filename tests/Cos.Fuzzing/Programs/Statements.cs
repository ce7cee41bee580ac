using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Fuzzing.Programs;

/// <summary>Writes code that does something and leaves the stack as high as it was, or a little higher.</summary>
public sealed class Statements(Dice dice, CodeWriter code, ReadOnlyMemory<Address> neighbours)
{
    private const int NestingMax = 3;
    private const int HeightMax = 40;

    private readonly Expressions _expressions = new(dice, code);
    private readonly Calls _calls = new(dice, code, neighbours);

    /// <summary>So many statements.</summary>
    public void Block(int count, int nesting = 0)
    {
        for (var i = 0; i < count; i++)
        {
            Statement(nesting);
        }
    }

    private void Statement(int nesting)
    {
        var choice = dice.Below(nesting < NestingMax ? 26 : 20);
        switch (choice)
        {
            case <= 3: Keep(); break;
            case 4 or 5: Store(Op.Mstore); break;
            case 6: Store(Op.Mstore8); break;
            case 7 or 8: StoreSlot(dice.OneIn(3) ? Op.Tstore : Op.Sstore); break;
            case 9: Copy(); break;
            case 10 or 11: Shuffle(); break;
            case 12: Emit(); break;
            case 13: _calls.Create(_expressions); break;
            case 14 or 15 or 16: _calls.Call(_expressions); break;
            case 17: End(underCondition: true); break;
            case 18: _expressions.Word(); code.Then(Op.Pop); break;
            case 19: Landings(); break;
            case 20 or 21: If(nesting); break;
            case 22 or 23: Loop(nesting); break;
            case 24: Routine(nesting); break;
            default: HiddenJump(); break;
        }
    }

    /// <summary>Ends the code; under a condition that is computed, where asked.</summary>
    public void End(bool underCondition)
    {
        var after = code.NewLabel();
        var height = code.Height;
        if (underCondition)
        {
            _expressions.Word();
            code.PushLabel(after).Then(Op.Jumpi);
        }

        switch (dice.Below(9))
        {
            case <= 3: _expressions.Range(); code.Then(Op.Return); break;
            case 4 or 5: _expressions.Range(); code.Then(Op.Revert); break;
            case 6: code.Then(Op.Stop); break;
            case 7: code.Push(dice.Pick(neighbours.Span).ToWord()).Then(Op.SelfDestruct); break;
            default: code.Then(Op.Invalid); break;
        }

        if (underCondition)
        {
            code.Land(after, height);
        }
    }

    private void Keep()
    {
        _expressions.Word();
        if (code.Height > HeightMax)
        {
            code.Then(Op.Pop, Op.Pop);
        }
    }

    private void Store(byte op)
    {
        _expressions.Word();
        _expressions.Offset();
        code.Then(op);
    }

    private void StoreSlot(byte op)
    {
        if (dice.OneIn(2))
        {
            code.Push((UInt256)(ulong)dice.Below(3)); // zero and back to the original value: refunds
        }
        else
        {
            _expressions.Word();
        }

        _expressions.Slot();
        code.Then(op);
    }

    private void Copy()
    {
        var op = dice.Pick<byte>([Op.CallDataCopy, Op.CodeCopy, Op.Mcopy, Op.ReturnDataCopy, Op.ExtCodeCopy]);
        _expressions.Offset();
        _expressions.Offset();
        _expressions.Offset();
        if (op == Op.ReturnDataCopy)
        {
            code.Then(Op.Pop, Op.Pop, Op.Pop);
            code.Then(Op.ReturnDataSize, Op.Push0);
            _expressions.Offset();
        }
        else if (op == Op.ExtCodeCopy)
        {
            code.Push(dice.Pick(neighbours.Span).ToWord());
        }

        code.Then(op);
    }

    private void Shuffle()
    {
        for (var i = dice.Below(6); i >= 0; i--)
        {
            if (code.Height >= 2 && dice.OneIn(2))
            {
                code.Then((byte)(Op.Swap1 + dice.Below(Math.Min(code.Height - 1, 16))));
            }
            else if (code.Height >= 1 && code.Height < HeightMax)
            {
                code.Then((byte)(Op.Dup1 + dice.Below(Math.Min(code.Height, 16))));
            }
        }

        if (code.Height > HeightMax / 2)
        {
            code.Then(Op.Pop, Op.Pop, Op.Pop);
        }
    }

    private void Emit()
    {
        var topics = dice.Below(5);
        for (var i = 0; i < topics; i++)
        {
            _expressions.Word(3);
        }

        _expressions.Range();
        code.Then((byte)(Op.Log0 + topics));
    }

    // Runs of JUMPDESTs, jumped into anywhere, behind operands that look like more of them.
    private void Landings()
    {
        var (target, height) = (code.NewLabel(), code.Height);
        code.PushLabel(target).Then(Op.Jump);
        var before = dice.Below(7);
        for (var i = 0; i < before; i++)
        {
            code.Then(Op.JumpDest);
        }

        if (dice.OneIn(2))
        {
            code.Push(dice.OneIn(2) ? Op.JumpDest : (UInt256)0x5b5b);
            if (dice.OneIn(3))
            {
                code.Push(0x8000).Then(Op.Mstore);
            }
        }

        code.Land(target, height);
        for (var i = dice.Below(5); i > 0; i--)
        {
            code.Then(Op.JumpDest);
        }
    }

    /// <summary>Fills the stack nearly, exactly or too much, and then calls.</summary>
    public void Fill()
    {
        var words = 1_024 - dice.Below(16);
        while (code.Height < words)
        {
            code.Then(code.Height > 0 && dice.OneIn(2) ? Op.Dup1 : Op.Push0);
        }

        if (dice.OneIn(3))
        {
            for (var i = dice.Below(200); i > 0; i--)
            {
                code.Then(Op.Pop);
            }
        }

        _calls.Call(_expressions);
        code.Then(Op.Add, Op.Push0, Op.Mstore);
    }

    private void If(int nesting)
    {
        var (otherwise, after, height) = (code.NewLabel(), code.NewLabel(), code.Height);
        _expressions.Word();
        code.PushLabel(otherwise).Then(Op.Jumpi);
        Block(1 + dice.Below(3), nesting + 1);
        Level(height);
        code.PushLabel(after).Then(Op.Jump);
        code.Land(otherwise, height);
        Block(dice.Below(3), nesting + 1);
        Level(height);
        code.Land(after, height);
    }

    // Counts down on top of the stack; the body leaves the counter where it was.
    private void Loop(int nesting)
    {
        var (top, height) = (code.NewLabel(), code.Height + 1);
        code.Push((UInt256)(ulong)(1 + dice.Below(nesting == 0 ? 20 : 4)));
        code.Land(top, height);
        Block(1 + dice.Below(3), nesting + 1);
        Level(height);
        code.Push(1).Then(Op.Swap1, Op.Sub, Op.Dup1).PushLabel(top).Then(Op.Jumpi);
        if (dice.OneIn(2))
        {
            code.Then(Op.Pop);
        }
    }

    // As Solidity calls its own functions: the return address is on the stack, so the jump back is a dynamic one.
    private void Routine(int nesting)
    {
        var (body, after, height) = (code.NewLabel(), code.NewLabel(), code.Height);
        for (var calls = 1 + dice.Below(2); calls > 0; calls--)
        {
            var back = code.NewLabel();
            code.PushLabel(back);
            _expressions.Word(2);
            code.PushLabel(body).Then(Op.Jump);
            code.Land(back, height + 1);
            code.Then(Op.Pop);
        }

        code.PushLabel(after).Then(Op.Jump);
        code.Land(body, height + 2);
        Block(dice.Below(2), nesting + 1);
        Level(height + 2);
        code.Then(dice.OneIn(2) ? Op.Not : Op.IsZero, Op.Swap1, Op.Jump);
        code.Land(after, height);
    }

    // The target is computed, and now and then wrong.
    private void HiddenJump()
    {
        var (target, height, mask) = (code.NewLabel(), code.Height, (UInt256)(ulong)dice.Below(65536));
        code.Push(mask).Then(Op.Dup1).PushLabel(target).Then(Op.Xor, Op.Xor);
        if (dice.OneIn(20))
        {
            code.Push(1).Then(Op.Add);
        }

        code.Then(Op.Jump);
        if (dice.OneIn(2))
        {
            code.Raw(dice.Bytes(dice.Below(4)));
        }

        code.Land(target, height);
    }

    private void Level(int height)
    {
        while (code.Height > height)
        {
            code.Then(Op.Pop);
        }

        while (code.Height < height)
        {
            code.Then(Op.Push0);
        }
    }
}
