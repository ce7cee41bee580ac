using Cos.Primitives.Values;
using Cos.Vm.Calls;
using Cos.Vm.Code;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Vm.Instructions;

/// <summary>CREATE and CREATE2.</summary>
internal static unsafe class CreateInstructions
{
    /// <summary>Operands: value, offset, length, and for CREATE2 a salt.</summary>
    internal static long Create(Frame frame, bool isSalted, UInt256* top, long gas)
    {
        var machine = frame.Machine;
        var (value, offset, length) = (top[0], *(top - 1), *(top - 2));
        if (frame.IsStatic)
        {
            return frame.Fail(Halt.StaticViolation);
        }

        gas = frame.Memory.Expand(offset, length, gas);
        if (gas < 0)
        {
            return gas;
        }

        if (length.U0 > (ulong)machine.Rules.InitCodeBytesMax)
        {
            return frame.Fail(Halt.InitCodeTooLarge); // EIP-3860
        }

        var wordPrice = GasCost.InitCodeWord + (isSalted ? GasCost.HashWord : 0);
        gas -= wordPrice * GasCost.Words((long)length.U0);
        if (gas < 0)
        {
            return gas;
        }

        var handed = GasCost.AllButOne64th(gas);
        var input = CallInstructions.InputOf(frame, offset, length).Span;
        var journal = machine.Journal;
        var nonce = journal.GetNonce(frame.Self);
        var created = isSalted ? ContractAddress.OfSalt(frame.Self, *(top - 3), input) : ContractAddress.OfNonce(frame.Self, nonce);
        Prepare(frame, isSalted, created, value, handed);
        MessageTrace.Begin(machine, frame.Depth + 1, frame.Self, frame.Request, input);

        var result = isSalted ? top - 3 : top - 2;
        frame.Returned.Clear();
        if (Refusal(frame, nonce) is { } refusal)
        {
            MessageTrace.Settle(frame, refusal, handed, default);
            Words.Set(result, 0);
            return gas;
        }

        gas -= handed;
        journal.IncrementNonce(frame.Self); // stays, however the creation ends
        journal.WarmAddress(created);
        if (machine.IsTaken(created))
        {
            MessageTrace.Settle(frame, Halt.CreateCollision, 0, default);
            Words.Set(result, 0); // EIP-684: what was handed down is burnt
            return gas;
        }

        frame.Request.Code = new ByteCode(input);
        frame.Request.IsPending = true;
        frame.Gas = gas;
        return -1;
    }

    private static Halt? Refusal(Frame frame, ulong nonce)
    {
        if (frame.Depth == Workspace.DepthMax)
        {
            return Halt.DepthExceeded;
        }

        if (frame.Machine.Journal.GetBalance(frame.Self) < frame.Request.Value)
        {
            return Halt.InsufficientBalance;
        }

        return nonce == ulong.MaxValue ? Halt.NonceAtMax : null;
    }

    private static void Prepare(Frame frame, bool isSalted, in Address created, in UInt256 value, long gas)
    {
        var request = frame.Request;
        request.Op = isSalted ? Op.Create2 : Op.Create;
        request.Named = created;
        request.IsCreate = true;
        request.MovesValue = true;
        request.IsStatic = false;
        request.Caller = frame.Self;
        request.Self = created;
        request.Value = value;
        request.Gas = gas;
        request.Input = default;
        request.OutputLength = 0;
    }
}
