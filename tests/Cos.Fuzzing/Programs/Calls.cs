using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Fuzzing.Programs;

/// <summary>Writes calls and creations; each leaves its result word on the stack or drops it.</summary>
public sealed class Calls(Dice dice, CodeWriter code, ReadOnlyMemory<Address> neighbours)
{
    private const int PrecompileMax = 0x12;
    private const ulong P256Verify = 0x100;

    /// <summary>A call of any kind, to a neighbour, a precompile or nobody.</summary>
    public void Call(Expressions expressions)
    {
        var op = dice.Pick<byte>([Op.Call, Op.Call, Op.CallCode, Op.DelegateCall, Op.StaticCall]);
        expressions.Range();
        expressions.Range();
        if (op is Op.Call or Op.CallCode)
        {
            code.Push((UInt256)(ulong)(dice.OneIn(3) ? dice.Below(2000) : 0));
        }

        code.Push(Callee());
        Gas();
        code.Then(op);
        Use();
    }

    /// <summary>CREATE or CREATE2 of code that is written to memory first.</summary>
    public void Create(Expressions expressions)
    {
        var isSalted = dice.OneIn(2);
        var initCode = InitCode();
        code.Push(UInt256.FromBigEndian(initCode)).Push(0).Then(Op.Mstore);
        if (isSalted)
        {
            code.Push((UInt256)(ulong)dice.Below(2)); // the same twice collides
        }

        code.Push((UInt256)(ulong)initCode.Length);
        code.Push((UInt256)(ulong)(32 - initCode.Length));
        code.Push((UInt256)(ulong)(dice.OneIn(3) ? dice.Below(2000) : 0));
        code.Then(isSalted ? Op.Create2 : Op.Create);
        if (dice.OneIn(2))
        {
            // Calls what it made.
            code.Push(0).Push(0).Push(0).Push(0).Push(0).Then((byte)(Op.Dup1 + 5), Op.Gas, Op.Call, Op.Pop);
        }

        Use();
        if (dice.OneIn(8))
        {
            expressions.Word();
            code.Then(Op.Pop);
        }
    }

    private byte[] InitCode()
    {
        var written = new CodeWriter();
        switch (dice.Below(6))
        {
            case 0: return dice.Bytes(1 + dice.Below(31));
            case 1: written.Push(0).Push(0).Then(Op.Revert); break;
            case 2: written.Push(0xef).Push(0).Then(Op.Mstore8).Push(1).Push(0).Then(Op.Return); break;
            case 3: written.Push(dice.Pick(neighbours.Span).ToWord()).Then(Op.SelfDestruct); break;
            case 4: written.Push(dice.Word() >> 160).Push(0).Then(Op.Sstore).Push((UInt256)(ulong)dice.Below(400)).Push(0).Then(Op.Return); break;
            default:
                // Deploys eight bytes: SELFDESTRUCT to the caller, a store, or whatever they are.
                var deployed = dice.OneIn(2) ? new CodeWriter().Then(Op.Caller, Op.SelfDestruct).ToCode() : dice.Bytes(8);
                written.Push(UInt256.FromBigEndian(deployed)).Push(0).Then(Op.Mstore);
                written.Push((UInt256)(ulong)deployed.Length).Push((UInt256)(ulong)(32 - deployed.Length)).Then(Op.Return);
                break;
        }

        var initCode = written.ToCode();
        return initCode.Length <= 32 ? initCode : initCode[..32];
    }

    private UInt256 Callee() => dice.Below(10) switch
    {
        <= 5 => dice.Pick(neighbours.Span).ToWord(),
        6 or 7 => (UInt256)(ulong)(1 + dice.Below(PrecompileMax)),
        8 => P256Verify,
        _ => dice.Word(),
    };

    private void Gas()
    {
        if (dice.OneIn(2))
        {
            code.Then(Op.Gas);
        }
        else
        {
            code.Push((UInt256)(ulong)dice.Below(dice.OneIn(2) ? 60_000 : 3_000));
        }
    }

    private void Use()
    {
        if (dice.OneIn(2))
        {
            code.Then(Op.Pop);
        }
    }
}
