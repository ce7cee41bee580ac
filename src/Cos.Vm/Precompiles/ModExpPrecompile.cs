using Cos.Crypto.Curves;
using Cos.Primitives.Values;
using Cos.Vm.Instructions;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x05: modular exponentiation (EIP-198) at the prices of EIP-7883, of numbers up to 1024 bytes (EIP-7823). Input: three lengths, base, exponent, modulus.</summary>
internal static class ModExpPrecompile
{
    /// <summary>EIP-7823: the most bytes of base, exponent and modulus each.</summary>
    internal const int OperandBytesMax = 1024;

    private const long PriceMin = 500;
    private const int Word = UInt256.Size;

    /// <summary>Runs it.</summary>
    internal static Halt Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        Span<byte> lengths = stackalloc byte[3 * Word];
        MemoryInstructions.CopyPadded(input, UInt256.Zero, lengths);
        if (!TryLength(lengths[..Word], out var baseLength)
            || !TryLength(lengths.Slice(Word, Word), out var exponentLength)
            || !TryLength(lengths[(2 * Word)..], out var modulusLength))
        {
            return Halt.PrecompileFailure;
        }

        Span<byte> operands = stackalloc byte[3 * OperandBytesMax];
        operands = operands[..(baseLength + exponentLength + modulusLength)];
        MemoryInstructions.CopyPadded(input, new UInt256(3 * Word, 0, 0, 0), operands);
        var exponent = operands.Slice(baseLength, exponentLength);
        gas -= Price(Math.Max(baseLength, modulusLength), exponent);
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        ModExp.Compute(operands[..baseLength], exponent, operands[(baseLength + exponentLength)..], output.Resize(modulusLength));
        return Halt.Success;
    }

    /// <summary>EIP-7883.</summary>
    internal static long Price(int longest, ReadOnlySpan<byte> exponent)
    {
        long words = (longest + 7) >> 3;
        var complexity = longest > Word ? 2 * words * words : 16;
        var head = UInt256.FromBigEndian(exponent[..Math.Min(exponent.Length, Word)]);
        var tailBytes = Math.Max(0, exponent.Length - Word);
        var iterations = Math.Max(1, 16L * tailBytes + Math.Max(0, head.BitLength - 1));
        return Math.Max(PriceMin, complexity * iterations);
    }

    private static bool TryLength(ReadOnlySpan<byte> word, out int length)
    {
        var number = UInt256.FromBigEndian(word);
        var isAllowed = number.FitsUInt64 && number.U0 <= OperandBytesMax;
        length = isAllowed ? (int)number.U0 : 0;
        return isAllowed;
    }
}
