using Cos.Primitives.Values;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Execution.Tracing;

/// <summary>What an instruction looks at or changes of the state: an account, or one slot of it (EIP-2929's accesses, and SELFDESTRUCT's heir).</summary>
internal readonly record struct Touch
{
    /// <summary>The account.</summary>
    internal required Address Address { get; init; }

    /// <summary>The slot; null where it is the account itself.</summary>
    internal UInt256? Slot { get; init; }

    /// <summary>What an instruction that is about to run will touch; false where that is nothing, or it lacks operands.</summary>
    internal static bool TryOf(in TracedStep step, out Touch touch)
    {
        var stack = step.Stack;
        switch (step.Op)
        {
            case Op.Sload or Op.Sstore when stack.Length >= 1:
                touch = new Touch { Address = step.Self, Slot = stack[^1] };
                return true;
            case Op.Balance or Op.ExtCodeSize or Op.ExtCodeCopy or Op.ExtCodeHash or Op.SelfDestruct when stack.Length >= 1:
                touch = new Touch { Address = Address.FromWord(stack[^1]) };
                return true;
            case Op.Call or Op.CallCode or Op.DelegateCall or Op.StaticCall when stack.Length >= 2:
                touch = new Touch { Address = Address.FromWord(stack[^2]) };
                return true;
            default:
                touch = default;
                return false;
        }
    }
}
