using Cos.Execution.Tracing;
using Cos.Rpc.Methods;
using Cos.Vm;
using Cos.Vm.Opcodes;

namespace Cos.Rpc.Tracing;

/// <summary>Why a message failed, in the words of geth's tracers and in those of Parity's.</summary>
internal static class TraceWords
{
    private const int StackWordsMax = 1024;

    /// <summary>In geth's words.</summary>
    internal static string Of(CallNode node)
    {
        bool storedNoCode = node is { Halt: Halt.OutOfGas, Fault: null, Op: Op.Create or Op.Create2 };
        return storedNoCode ? "contract creation code storage out of gas" : Of(node.Halt, node.Fault);
    }

    /// <summary>In geth's words, where the instruction is known with its particulars.</summary>
    internal static string Of(Halt halt, Fault? fault) => (halt, fault) switch
    {
        (Halt.StackUnderflow, { } at) => $"stack underflow ({at.StackHeight} <=> {OpcodeTable.Of(at.Op).Pops})",
        (Halt.StackOverflow, { } at) => $"stack limit reached {StackWordsMax} ({StackWordsMax + OpcodeTable.Of(at.Op).Pops - OpcodeTable.Of(at.Op).Pushes})",
        (Halt.UndefinedInstruction, { } at) => $"invalid opcode: opcode 0x{at.Op:x} not defined",
        _ => CallErrors.WordsOf(halt),
    };

    /// <summary>In Parity's words; geth's where Parity had none.</summary>
    internal static string InParity(CallNode node) => node.Halt switch
    {
        Halt.OutOfGas or Halt.CodeTooLarge or Halt.InitCodeTooLarge => "Out of gas",
        Halt.InvalidJump => "Bad jump destination",
        Halt.Revert => "Reverted",
        Halt.ReturnDataOutOfBounds => "Out of bounds",
        Halt.StackOverflow => "Out of stack",
        Halt.StackUnderflow => "Stack underflow",
        Halt.PrecompileFailure => "Built-in failed",
        Halt.UndefinedInstruction or Halt.DesignatedInvalid => "Bad instruction",
        Halt.StaticViolation => "Mutable Call In Static Context",
        Halt.InsufficientBalance or Halt.DepthExceeded or Halt.NonceAtMax or Halt.CreateCollision or Halt.CodePrefixRefused
            or Halt.ReservedAccount or Halt.Interrupted or Halt.Success or Halt.Unspecified => Of(node),
    };
}
