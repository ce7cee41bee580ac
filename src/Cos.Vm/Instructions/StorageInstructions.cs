using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Instructions;

/// <summary>Storage, and transient storage (EIP-1153).</summary>
internal static unsafe class StorageInstructions
{
    /// <summary>SLOAD.</summary>
    internal static long Load(Frame frame, UInt256* top, long gas)
    {
        var journal = frame.Machine.Journal;
        if (journal.WarmSlot(frame.Self, *top))
        {
            gas -= GasCost.ColdSlotLoadExtra; // EIP-2929
        }

        if (gas >= 0)
        {
            Words.Set(top, journal.GetStorage(frame.Self, *top));
        }

        return gas;
    }

    /// <summary>SSTORE: slot, value. EIP-2200 by the prices of EIP-2929 and EIP-3529; 100 gas are already taken.</summary>
    internal static long Store(Frame frame, UInt256* top, long gas)
    {
        if (frame.IsStatic)
        {
            return frame.Fail(Halt.StaticViolation);
        }

        if (gas + GasCost.WarmAccess <= GasCost.StorageSentry)
        {
            return -1;
        }

        var journal = frame.Machine.Journal;
        var (slot, value) = (*top, *(top - 1));
        if (journal.WarmSlot(frame.Self, slot))
        {
            gas -= GasCost.ColdSlot;
        }

        var current = journal.GetStorage(frame.Self, slot);
        if (current == value)
        {
            return gas;
        }

        var original = journal.GetOriginalStorage(frame.Self, slot);
        if (original == current)
        {
            gas -= (original.IsZero ? GasCost.StorageSet : GasCost.StorageReset) - GasCost.WarmAccess;
        }

        if (gas < 0)
        {
            return gas;
        }

        var refund = Refund(original, current, value);
        if (refund != 0)
        {
            journal.AddRefund(refund);
        }

        journal.SetStorage(frame.Self, slot, value);
        return gas;
    }

    /// <summary>TLOAD.</summary>
    internal static long LoadTransient(Frame frame, UInt256* top, long gas)
    {
        Words.Set(top, frame.Machine.Journal.GetTransient(frame.Self, *top));
        return gas;
    }

    /// <summary>TSTORE: slot, value.</summary>
    internal static long StoreTransient(Frame frame, UInt256* top, long gas)
    {
        if (frame.IsStatic)
        {
            return frame.Fail(Halt.StaticViolation);
        }

        frame.Machine.Journal.SetTransient(frame.Self, *top, *(top - 1));
        return gas;
    }

    // What a change of a slot adds to the refund counter or takes back from it (EIP-2200, EIP-3529).
    private static long Refund(in UInt256 original, in UInt256 current, in UInt256 value)
    {
        long refund = 0;
        if (!original.IsZero)
        {
            refund -= current.IsZero ? GasCost.StorageClearRefund : 0;
            refund += value.IsZero ? GasCost.StorageClearRefund : 0;
        }

        if (original == value)
        {
            refund += (original.IsZero ? GasCost.StorageSet : GasCost.StorageReset) - GasCost.WarmAccess;
        }

        return refund;
    }
}
