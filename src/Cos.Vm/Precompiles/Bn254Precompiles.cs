using Cos.Crypto.Curves.Bn254;
using Cos.Primitives.Values;
using Cos.Vm.Instructions;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x06 addition and 0x07 multiplication on bn254 (EIP-196), and 0x08 the pairing check (EIP-197), at the prices of EIP-1108.</summary>
internal static class Bn254Precompiles
{
    private const long AddPrice = 150;
    private const long MultiplyPrice = 6000;
    private const long PairingPrice = 45_000;
    private const long PairPrice = 34_000;
    private const int Point = Bn254Arithmetic.PointSize;

    /// <summary>The sum of two points; missing bytes are zeros.</summary>
    internal static Halt RunAdd(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= AddPrice;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        Span<byte> points = stackalloc byte[2 * Point];
        MemoryInstructions.CopyPadded(input, UInt256.Zero, points);
        return Bn254Arithmetic.TryAdd(points[..Point], points[Point..], output.Resize(Point)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>A point times a word; missing bytes are zeros.</summary>
    internal static Halt RunMultiply(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= MultiplyPrice;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        Span<byte> padded = stackalloc byte[Point + Bn254Arithmetic.FactorSize];
        MemoryInstructions.CopyPadded(input, UInt256.Zero, padded);
        return Bn254Arithmetic.TryMultiply(padded[..Point], padded[Point..], output.Resize(Point)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>The word 1 where the product of the pairings is one, else the word 0.</summary>
    internal static Halt RunPairing(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= PairingPrice + PairPrice * (input.Length / Bn254Arithmetic.PairSize);
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        if (!Bn254Arithmetic.TryCheckPairing(input, out var isOne))
        {
            return Halt.PrecompileFailure;
        }

        var word = output.Resize(UInt256.Size);
        word.Clear();
        word[^1] = isOne ? (byte)1 : (byte)0;
        return Halt.Success;
    }
}
