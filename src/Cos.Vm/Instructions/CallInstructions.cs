using Cos.Primitives.Values;
using Cos.Vm.Calls;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;
using Cos.Vm.Precompiles;
using Cos.Vm.Tracing;

namespace Cos.Vm.Instructions;

/// <summary>CALL, CALLCODE, DELEGATECALL and STATICCALL. What needs no frame of its own (no code, a precompile, a refusal) is settled here.</summary>
internal static unsafe class CallInstructions
{
    /// <summary>Operands: gas, callee, [value,] input offset and length, output offset and length.</summary>
    internal static long Call(Frame frame, byte op, UInt256* top, long gas)
    {
        var machine = frame.Machine;
        if (machine.Interrupt.Requested)
        {
            return frame.Fail(Halt.Interrupted);
        }

        var hasValue = op is Op.Call or Op.CallCode;
        var ranges = top - (hasValue ? 3 : 2); // input offset, input length, output offset, output length: downwards
        var value = hasValue ? *(top - 2) : UInt256.Zero;
        if (op == Op.Call && frame.IsStatic && !value.IsZero)
        {
            return frame.Fail(Halt.StaticViolation); // EIP-214
        }

        gas = frame.Memory.Expand(ranges[0], *(ranges - 1), gas);
        if (gas < 0 || (gas = frame.Memory.Expand(*(ranges - 2), *(ranges - 3), gas)) < 0)
        {
            return -1;
        }

        var callee = Address.FromWord(*(top - 1));
        if ((gas = Access(machine, callee, gas, out var resolved)) < 0 || (gas = PriceOfValue(machine, op, callee, value, gas)) < 0)
        {
            return -1;
        }

        var allowed = GasCost.AllButOne64th(gas); // EIP-150
        var handed = top->FitsUInt64 && top->U0 < (ulong)allowed ? (long)top->U0 : allowed;
        gas -= handed;
        if (!value.IsZero)
        {
            handed += GasCost.CallStipend;
        }

        Prepare(frame, op, callee, value, ranges, handed, resolved);
        return Dispatch(frame, callee, ranges - 3, gas, resolved);
    }

    private static long Access(Machine machine, in Address callee, long gas, out ResolvedCode resolved)
    {
        if (machine.Journal.WarmAddress(callee))
        {
            gas -= GasCost.ColdAccountExtra; // EIP-2929; the warm part is in the table
        }

        resolved = machine.Resolve(callee);
        if (resolved.Delegate is { } delegated)
        {
            gas -= machine.Journal.WarmAddress(delegated) ? GasCost.ColdAccount : GasCost.WarmAccess; // EIP-7702
        }

        return gas;
    }

    private static long PriceOfValue(Machine machine, byte op, in Address callee, in UInt256 value, long gas)
    {
        if (value.IsZero)
        {
            return gas;
        }

        var createsAccount = op == Op.Call && machine.Journal.IsEmpty(callee); // EIP-161
        return gas - GasCost.CallValue - (createsAccount ? GasCost.NewAccount : 0);
    }

    private static void Prepare(Frame frame, byte op, in Address callee, in UInt256 value, UInt256* ranges, long gas, in ResolvedCode resolved)
    {
        var request = frame.Request;
        request.Op = op;
        request.Named = callee;
        var keepsSelf = op is Op.CallCode or Op.DelegateCall;
        request.IsCreate = false;
        request.MovesValue = op == Op.Call;
        request.IsStatic = frame.IsStatic || op == Op.StaticCall;
        request.Caller = op == Op.DelegateCall ? frame.Caller : frame.Self;
        request.Self = keepsSelf ? frame.Self : callee;
        request.Value = op == Op.DelegateCall ? frame.Value : value;
        request.Code = resolved.Code;
        request.Gas = gas;
        request.Input = InputOf(frame, ranges[0], *(ranges - 1));
        request.OutputLength = (int)(ranges - 3)->U0;
        request.OutputOffset = request.OutputLength == 0 ? 0 : (int)(ranges - 2)->U0;
        request.CanPay = value.IsZero || frame.Machine.Journal.GetBalance(frame.Self) >= value;
    }

    private static long Dispatch(Frame frame, in Address callee, UInt256* result, long gas, in ResolvedCode resolved)
    {
        var request = frame.Request;
        var machine = frame.Machine;
        frame.Returned.Clear();
        MessageTrace.Begin(machine, frame.Depth + 1, frame.Self, request, request.Input.Span);
        if (Refusal(frame) is { } refusal)
        {
            MessageTrace.Settle(frame, refusal, request.Gas, default);
            Words.Set(result, 0);
            return gas + request.Gas;
        }

        if (resolved.Delegate is null && machine.TryFindPrecompile(callee, out var precompile))
        {
            return RunPrecompile(frame, precompile, result, gas);
        }

        if (resolved.Code.Length == 0)
        {
            machine.MoveValue(request);
            MessageTrace.Settle(frame, Halt.Success, request.Gas, default);
            Words.Set(result, 1);
            return gas + request.Gas;
        }

        frame.Gas = gas;
        request.IsPending = true;
        return -1;
    }

    private static Halt? Refusal(Frame frame)
    {
        var request = frame.Request;
        if (frame.Depth == Workspace.DepthMax)
        {
            return Halt.DepthExceeded;
        }

        if (!request.CanPay)
        {
            return Halt.InsufficientBalance;
        }

        return frame.Machine.RefusesValue(request.Self, request.Value, request.MovesValue) ? Halt.ReservedAccount : null;
    }

    private static long RunPrecompile(Frame frame, Precompile precompile, UInt256* result, long gas)
    {
        var request = frame.Request;
        var halt = PrecompileTable.Run(precompile, request.Input.Span, request.Gas, frame.Returned, out var left);
        if (halt != Halt.Success)
        {
            frame.Returned.Clear();
            MessageTrace.Settle(frame, halt, 0, default);
            Words.Set(result, 0);
            return gas;
        }

        frame.Machine.MoveValue(request);
        var output = frame.Returned.Bytes;
        MessageTrace.Settle(frame, halt, left, output);
        output[..Math.Min(output.Length, request.OutputLength)].CopyTo(frame.Memory.Range(request.OutputOffset, request.OutputLength));
        Words.Set(result, 1);
        return gas + left;
    }

    /// <summary>A range of the frame's memory, paid for, as the input of what it calls.</summary>
    internal static ReadOnlyMemory<byte> InputOf(Frame frame, in UInt256 offset, in UInt256 length) =>
        length.IsZero ? default : frame.Memory.Buffer.AsMemory((int)offset.U0, (int)length.U0);
}
