using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Instructions;

/// <summary>The instructions on ranges of memory. Each pays for the memory first, which also bounds its operands.</summary>
internal static unsafe class MemoryInstructions
{
    /// <summary>KECCAK256: offset, length.</summary>
    internal static long Keccak(Frame frame, UInt256* top, long gas)
    {
        gas = frame.Memory.Expand(*top, *(top - 1), gas);
        if (gas < 0 || (gas -= GasCost.HashWord * GasCost.Words((long)(top - 1)->U0)) < 0)
        {
            return -1;
        }

        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(frame.Memory.Range(*top, *(top - 1)), digest);
        Words.Set(top - 1, UInt256.FromBigEndian(digest));
        return gas;
    }

    /// <summary>CALLDATACOPY and CODECOPY: destination, offset, length. Bytes past the source's end are zero.</summary>
    internal static long Copy(Frame frame, ReadOnlySpan<byte> source, UInt256* top, long gas)
    {
        gas = PayForCopy(frame, *top, *(top - 2), gas);
        if (gas >= 0)
        {
            CopyPadded(source, *(top - 1), frame.Memory.Range(*top, *(top - 2)));
        }

        return gas;
    }

    /// <summary>RETURNDATACOPY (EIP-211): destination, offset, length; reading past the end halts.</summary>
    internal static long CopyReturned(Frame frame, UInt256* top, long gas)
    {
        var (offset, length) = (*(top - 1), *(top - 2));
        var size = (ulong)frame.Returned.Length;
        if (!offset.FitsUInt64 || !length.FitsUInt64 || offset.U0 > size || length.U0 > size - offset.U0)
        {
            return frame.Fail(Halt.ReturnDataOutOfBounds);
        }

        gas = PayForCopy(frame, *top, length, gas);
        if (gas >= 0)
        {
            frame.Returned.Bytes.Slice((int)offset.U0, (int)length.U0).CopyTo(frame.Memory.Range(*top, length));
        }

        return gas;
    }

    /// <summary>MCOPY (EIP-5656): destination, source, length; the ranges may overlap.</summary>
    internal static long CopyWithin(Frame frame, UInt256* top, long gas)
    {
        var length = *(top - 2);
        gas = frame.Memory.Expand(*(top - 1), length, gas);
        if (gas < 0 || (gas = PayForCopy(frame, *top, length, gas)) < 0)
        {
            return -1;
        }

        frame.Memory.Range(*(top - 1), length).CopyTo(frame.Memory.Range(*top, length));
        return gas;
    }

    /// <summary>RETURN and REVERT: offset, length.</summary>
    internal static long Return(Frame frame, Halt halt, UInt256* top, long gas)
    {
        gas = frame.Memory.Expand(*top, *(top - 1), gas);
        if (gas < 0)
        {
            return gas;
        }

        if (!(top - 1)->IsZero)
        {
            (frame.OutputOffset, frame.OutputLength) = ((int)top->U0, (int)(top - 1)->U0);
        }

        return frame.End(halt, gas);
    }

    /// <summary>Pays for a destination's memory and for the words copied.</summary>
    internal static long PayForCopy(Frame frame, in UInt256 destination, in UInt256 length, long gas)
    {
        gas = frame.Memory.Expand(destination, length, gas);
        return gas < 0 ? gas : gas - GasCost.CopyWord * GasCost.Words((long)length.U0);
    }

    /// <summary>Fills a range from a source that reads as zero past its end.</summary>
    internal static void CopyPadded(ReadOnlySpan<byte> source, in UInt256 offset, Span<byte> destination)
    {
        var rest = offset.FitsUInt64 && offset.U0 < (ulong)source.Length ? source[(int)offset.U0..] : default;
        var copied = Math.Min(rest.Length, destination.Length);
        rest[..copied].CopyTo(destination);
        destination[copied..].Clear();
    }
}
