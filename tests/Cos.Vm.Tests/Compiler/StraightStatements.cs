using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Compiler;

/// <summary>Statements without jumps.</summary>
internal sealed class StraightStatements(Sketch sketch, Random random)
{
    private static readonly byte[] Binary =
    [
        Op.Add, Op.Add, Op.Mul, Op.Sub, Op.Sub, Op.Div, Op.Sdiv, Op.Mod, Op.Smod, Op.Exp, Op.SignExtend, Op.Lt, Op.Gt, Op.Slt, Op.Sgt, Op.Eq, Op.And, Op.And, Op.Or, Op.Xor, Op.Byte,
        Op.Byte, Op.SignExtend, Op.Shl, Op.Shl, Op.Shr, Op.Shr, Op.Sar, Op.Keccak256,
    ];

    public void Compute()
    {
        var op = Binary[random.Next(Binary.Length)];
        var isByCount = op is Op.Shl or Op.Shr or Op.Sar or Op.Byte or Op.SignExtend;
        if (op == Op.Keccak256)
        {
            sketch.Number((ulong)random.Next(100));
            sketch.Number((ulong)random.Next(100));
            sketch.Height += 2;
        }
        else if (isByCount ? random.Next(4) != 0 : random.Next(3) == 0)
        {
            sketch.Need(1);
            sketch.Number((ulong)random.Next(isByCount && op is Op.Byte or Op.SignExtend ? 34 : 260));
            sketch.Height++;
        }

        sketch.Need(2);
        sketch.Emit(op);
        sketch.Height--;
    }

    public void Unary()
    {
        sketch.Need(1);
        byte[] ops = [Op.IsZero, Op.Not, Op.Clz, Op.CallDataLoad, Op.Balance, Op.ExtCodeSize, Op.ExtCodeHash, Op.BlockHash, Op.BlobHash, Op.IsZero, Op.IsZero];
        sketch.Emit(ops[random.Next(ops.Length)]);
    }

    public void Ternary()
    {
        sketch.Need(3);
        sketch.Emit(random.Next(2) == 0 ? Op.Addmod : Op.Mulmod);
        sketch.Height -= 2;
    }

    public void Shuffle()
    {
        var depth = random.Next(1, random.Next(4) == 0 ? 17 : 5);
        var isSwap = random.Next(2) == 0;
        sketch.Need(isSwap ? depth + 1 : depth);
        sketch.Emit((byte)((isSwap ? Op.Swap1 : Op.Dup1) + depth - 1));
        sketch.Height += isSwap ? 0 : 1;
    }

    public void MemoryAccess()
    {
        var op = random.Next(5) switch { 0 => Op.Mstore8, 1 or 2 => Op.Mload, _ => Op.Mstore };
        sketch.Need(op == Op.Mload ? 0 : 1);
        if (random.Next(10) == 0)
        {
            sketch.Need(op == Op.Mload ? 1 : 2);
        }
        else
        {
            sketch.Number((ulong)(random.Next(3) == 0 ? random.Next(300) : 32 * random.Next(6)));
            sketch.Height++;
            if (random.Next(4) == 0)
            {
                sketch.Number((ulong)random.Next(64)); // an offset that is known to be small and nothing more
                sketch.Push(Op.CallDataSize);
                sketch.Emit(Op.And, Op.Add);
                sketch.Height--;
            }
        }

        sketch.Emit(op);
        sketch.Height -= op == Op.Mload ? 0 : 2;
    }

    public void Storage()
    {
        var op = random.Next(4) switch { 0 => Op.Sload, 1 => Op.Sstore, 2 => Op.Tload, _ => Op.Tstore };
        sketch.Need(1);
        sketch.Number((ulong)random.Next(4));
        sketch.Height++;
        sketch.Emit(op);
        sketch.Height -= op is Op.Sload or Op.Tload ? 0 : 2;
    }

    public void Copy()
    {
        byte[] ops = [Op.CallDataCopy, Op.CodeCopy, Op.ReturnDataCopy, Op.Mcopy, Op.ExtCodeCopy];
        var op = ops[random.Next(ops.Length)];
        sketch.Number((ulong)random.Next(op == Op.ReturnDataCopy ? 3 : 80));
        sketch.Number((ulong)random.Next(op == Op.ReturnDataCopy ? 3 : 80));
        sketch.Number((ulong)random.Next(200));
        if (op == Op.ExtCodeCopy)
        {
            AnAddress();
        }

        sketch.Emit(op);
    }

    public void Log()
    {
        var topics = random.Next(5);
        sketch.Need(topics);
        sketch.Number((ulong)random.Next(64));
        sketch.Number((ulong)random.Next(64));
        sketch.Emit((byte)(Op.Log0 + topics));
        sketch.Height -= topics;
    }

    public void Call()
    {
        byte[] ops = [Op.Call, Op.StaticCall, Op.DelegateCall, Op.CallCode, Op.Create, Op.Create2];
        var op = ops[random.Next(random.Next(3) == 0 ? ops.Length : 4)];
        if (op is Op.Create or Op.Create2)
        {
            sketch.Number((ulong)random.Next(3));
            sketch.Number((ulong)random.Next(40));
            sketch.Number((ulong)random.Next(40));
            sketch.Number(0);
            sketch.Emit(op);
            sketch.Height++;
            if (op == Op.Create)
            {
                sketch.Height++;
            }

            return;
        }

        foreach (var most in (ReadOnlySpan<int>)[70, 100, 70, 100])
        {
            sketch.Number((ulong)random.Next(most));
        }

        if (op is Op.Call or Op.CallCode)
        {
            sketch.Number((ulong)(random.Next(3) == 0 ? random.Next(3) : 0));
        }

        AnAddress();
        if (random.Next(2) == 0)
        {
            sketch.Emit(Op.Gas);
        }
        else
        {
            sketch.Number((ulong)random.Next(30_000));
        }

        sketch.Emit(op);
        sketch.Height++;
    }

    private void AnAddress()
    {
        Address[] all = [World.Contract, World.Other, World.Other, World.Nobody, World.Sender, Address.FromLow((ulong)random.Next(1, 6))];
        sketch.Number(all[random.Next(all.Length)].ToWord());
    }
}
