using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Fuzzing.Programs;

/// <summary>Writes code that leaves exactly one more word on the stack.</summary>
public sealed class Expressions(Dice dice, CodeWriter code)
{
    private const int DepthMax = 4;

    private static readonly byte[] Unary = [Op.Not, Op.IsZero, Op.Clz, Op.CallDataLoad, Op.Balance, Op.ExtCodeSize, Op.ExtCodeHash, Op.BlockHash, Op.BlobHash];

    private static readonly byte[] Binary =
    [
        Op.Add, Op.Mul, Op.Sub, Op.Div, Op.Sdiv, Op.Mod, Op.Smod, Op.Exp, Op.SignExtend, Op.Lt, Op.Gt, Op.Slt, Op.Sgt, Op.Eq,
        Op.And, Op.Or, Op.Xor, Op.Byte, Op.Shl, Op.Shr, Op.Sar,
    ];

    private static readonly byte[] Environment =
    [
        Op.Address, Op.Origin, Op.Caller, Op.CallValue, Op.CallDataSize, Op.CodeSize, Op.GasPrice, Op.ReturnDataSize, Op.Coinbase, Op.Timestamp,
        Op.Number, Op.PrevRandao, Op.GasLimit, Op.ChainId, Op.SelfBalance, Op.BaseFee, Op.BlobBaseFee, Op.Pc, Op.Msize, Op.Gas,
    ];

    /// <summary>A word.</summary>
    public void Word(int depth = 0)
    {
        if (depth >= DepthMax)
        {
            Leaf();
            return;
        }

        switch (dice.Below(12))
        {
            case 0 or 1 or 2 or 3: Both(depth, dice.Pick<byte>(Binary)); break;
            case 4: One(depth, dice.Pick<byte>(Unary)); break;
            case 5: Three(depth, dice.OneIn(2) ? Op.Addmod : Op.Mulmod); break;
            case 6: Narrow(depth); break;
            case 7: Read(); break;
            default: Leaf(); break;
        }
    }

    /// <summary>An offset or length in memory: small, now and then beyond all bounds.</summary>
    public void Offset()
    {
        if (dice.OneIn(60))
        {
            code.Push(dice.Word());
        }
        else
        {
            code.Push((UInt256)(ulong)dice.Below(dice.OneIn(8) ? 2000 : 200));
        }
    }

    /// <summary>A range: pushed so that the offset is on top.</summary>
    public void Range()
    {
        Offset();
        Offset();
    }

    /// <summary>A slot: one of few, so that reads meet writes.</summary>
    public void Slot() => code.Push(dice.OneIn(12) ? dice.Word() : (UInt256)(ulong)dice.Below(5));

    private void Leaf()
    {
        if (code.Height > 0 && dice.OneIn(3))
        {
            code.Then((byte)(Op.Dup1 + dice.Below(Math.Min(code.Height, 16))));
        }
        else if (dice.OneIn(4))
        {
            code.Then(dice.Pick<byte>(Environment));
        }
        else
        {
            code.Push(dice.Word());
        }
    }

    private void One(int depth, byte op)
    {
        if (op == Op.CallDataLoad)
        {
            Offset();
        }
        else
        {
            Word(depth + 1);
        }

        code.Then(op);
    }

    private void Both(int depth, byte op)
    {
        Word(depth + 1);
        if (op is Op.Shl or Op.Shr or Op.Sar or Op.Byte or Op.SignExtend && !dice.OneIn(4))
        {
            code.Push((UInt256)(ulong)dice.Below(op is Op.Byte or Op.SignExtend ? 34 : 260));
        }
        else
        {
            Word(depth + 1);
        }

        code.Then(op);
    }

    private void Three(int depth, byte op)
    {
        Word(depth + 1);
        Word(depth + 1);
        Word(depth + 1);
        code.Then(op);
    }

    // Masks, as compilers write them: what follows is known to be narrow.
    private void Narrow(int depth)
    {
        Word(depth + 1);
        code.Push((UInt256.One << dice.Pick<int>([1, 8, 16, 31, 32, 33, 63, 64, 65, 127, 128, 160, 192, 224])) - UInt256.One).Then(Op.And);
    }

    private void Read()
    {
        switch (dice.Below(4))
        {
            case 0: Offset(); code.Then(Op.Mload); break;
            case 1: Range(); code.Then(Op.Keccak256); break;
            case 2: Slot(); code.Then(Op.Sload); break;
            default: Slot(); code.Then(Op.Tload); break;
        }
    }
}
