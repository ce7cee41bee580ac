using Cos.Primitives.Values;
using Cos.Vm.Calls;
using Cos.Vm.Code;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

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

        var result = isSalted ? top - 3 : top - 2;
        var journal = machine.Journal;
        frame.Returned.Clear();
        var nonce = journal.GetNonce(frame.Self);
        if (frame.Depth == Workspace.DepthMax || nonce == ulong.MaxValue || journal.GetBalance(frame.Self) < value)
        {
            Words.Set(result, 0);
            return gas;
        }

        var handed = GasCost.AllButOne64th(gas);
        gas -= handed;
        var input = CallInstructions.InputOf(frame, offset, length);
        var created = isSalted ? ContractAddress.OfSalt(frame.Self, *(top - 3), input.Span) : ContractAddress.OfNonce(frame.Self, nonce);
        journal.IncrementNonce(frame.Self); // stays, however the creation ends
        journal.WarmAddress(created);
        if (machine.IsTaken(created))
        {
            Words.Set(result, 0); // EIP-684: what was handed down is burnt
            return gas;
        }

        Ask(frame, created, value, handed, input);
        frame.Gas = gas;
        return -1;
    }

    private static void Ask(Frame frame, in Address created, in UInt256 value, long gas, ReadOnlyMemory<byte> initCode)
    {
        var request = frame.Request;
        request.IsCreate = true;
        request.MovesValue = true;
        request.IsStatic = false;
        request.Caller = frame.Self;
        request.Self = created;
        request.Value = value;
        request.Code = new ByteCode(initCode.Span);
        request.Gas = gas;
        request.Input = default;
        request.OutputLength = 0;
        request.IsPending = true;
    }
}
