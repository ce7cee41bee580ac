using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Vm.Instructions;

/// <summary>The instructions that look at an account, and the one that ends it. Code is read as it is stored: an EIP-7702 designator reads as its 23 bytes.</summary>
internal static unsafe class AccountInstructions
{
    /// <summary>BALANCE.</summary>
    internal static long Balance(Frame frame, UInt256* top, long gas)
    {
        var address = Address.FromWord(*top);
        if ((gas = Access(frame, address, gas)) >= 0)
        {
            Words.Set(top, frame.Machine.Journal.GetBalance(address));
        }

        return gas;
    }

    /// <summary>EXTCODESIZE.</summary>
    internal static long CodeSize(Frame frame, UInt256* top, long gas)
    {
        var address = Address.FromWord(*top);
        if ((gas = Access(frame, address, gas)) >= 0)
        {
            Words.Set(top, (ulong)frame.Machine.Journal.GetCode(address).Length);
        }

        return gas;
    }

    /// <summary>EXTCODEHASH (EIP-1052): zero for an account that is absent or empty.</summary>
    internal static long CodeHash(Frame frame, UInt256* top, long gas)
    {
        var address = Address.FromWord(*top);
        if ((gas = Access(frame, address, gas)) >= 0)
        {
            var journal = frame.Machine.Journal;
            Words.Set(top, journal.IsEmpty(address) ? UInt256.Zero : journal.GetCodeHash(address).ToUInt256());
        }

        return gas;
    }

    /// <summary>EXTCODECOPY: address, destination, offset, length.</summary>
    internal static long CodeCopy(Frame frame, UInt256* top, long gas)
    {
        var address = Address.FromWord(*top);
        gas = MemoryInstructions.PayForCopy(frame, *(top - 1), *(top - 3), gas);
        if (gas >= 0 && (gas = Access(frame, address, gas)) >= 0)
        {
            MemoryInstructions.CopyPadded(frame.Machine.Journal.GetCode(address).Span, *(top - 2), frame.Memory.Range(*(top - 1), *(top - 3)));
        }

        return gas;
    }

    /// <summary>SELFDESTRUCT (EIP-6780): moves the balance; the account goes only if this transaction made it.</summary>
    internal static long SelfDestruct(Frame frame, UInt256* top, long gas)
    {
        if (frame.IsStatic)
        {
            return frame.Fail(Halt.StaticViolation);
        }

        var machine = frame.Machine;
        var journal = machine.Journal;
        var beneficiary = Beneficiary(machine.Rules, Address.FromWord(*top));
        if (journal.WarmAddress(beneficiary))
        {
            gas -= GasCost.ColdAccount;
        }

        if (journal.IsEmpty(beneficiary) && !journal.GetBalance(frame.Self).IsZero)
        {
            gas -= GasCost.NewAccount;
        }

        if (gas < 0)
        {
            return gas;
        }

        MessageTrace.Destruction(frame, beneficiary);
        journal.Destroy(frame.Self, beneficiary);
        return frame.End(Halt.Success, gas);
    }

    // Credit rule: no value enters a reserved system account unasked, and a destruction cannot be refused, so the alliance gets it (economy.md G3).
    private static Address Beneficiary(ChainRules rules, in Address named) =>
        rules.FeeRule == FeeRule.Credit && SystemAccounts.IsReserved(named) ? SystemAccounts.AllianceFee : named;

    // EIP-2929; the warm part is in the table.
    private static long Access(Frame frame, in Address address, long gas) =>
        frame.Machine.Journal.WarmAddress(address) ? gas - GasCost.ColdAccountExtra : gas;
}
