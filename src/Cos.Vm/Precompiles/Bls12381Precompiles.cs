using Cos.Crypto.Curves.Bls12381;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x0b to 0x11: BLS12-381 (EIP-2537). Inputs have exact lengths: nothing is padded.</summary>
internal static class Bls12381Precompiles
{
    private const long G1AddPrice = 375;
    private const long G2AddPrice = 600;
    private const long PairingPrice = 37_700;
    private const long PairPrice = 32_600;
    private const long MapToG1Price = 5500;
    private const long MapToG2Price = 23_800;
    private const int G1 = Bls12381Arithmetic.G1Size;
    private const int G2 = Bls12381Arithmetic.G2Size;

    /// <summary>The sum of two points of the curve.</summary>
    internal static Halt RunG1Add(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (input.Length != 2 * G1)
        {
            return Halt.PrecompileFailure;
        }

        gas -= G1AddPrice;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        return Bls12381Arithmetic.TryAddG1(input[..G1], input[G1..], output.Resize(G1)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>The sum of two points of the twist.</summary>
    internal static Halt RunG2Add(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (input.Length != 2 * G2)
        {
            return Halt.PrecompileFailure;
        }

        gas -= G2AddPrice;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        return Bls12381Arithmetic.TryAddG2(input[..G2], input[G2..], output.Resize(G2)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>The sum of multiples of points of the curve.</summary>
    internal static Halt RunG1SumMultiples(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= MultiplesPrice.OfG1(input.Length / (G1 + Bls12381Arithmetic.FactorSize));
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        return Bls12381Arithmetic.TrySumMultiplesG1(input, output.Resize(G1)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>The sum of multiples of points of the twist.</summary>
    internal static Halt RunG2SumMultiples(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= MultiplesPrice.OfG2(input.Length / (G2 + Bls12381Arithmetic.FactorSize));
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        return Bls12381Arithmetic.TrySumMultiplesG2(input, output.Resize(G2)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>The word 1 where the product of the pairings is one, else the word 0.</summary>
    internal static Halt RunPairing(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= PairingPrice + PairPrice * (input.Length / Bls12381Arithmetic.PairSize);
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        if (!Bls12381Arithmetic.TryCheckPairing(input, out var isOne))
        {
            return Halt.PrecompileFailure;
        }

        var word = output.Resize(UInt256.Size);
        word.Clear();
        word[^1] = isOne ? (byte)1 : (byte)0;
        return Halt.Success;
    }

    /// <summary>A field element's point of the curve.</summary>
    internal static Halt RunMapToG1(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (input.Length != Bls12381Arithmetic.FieldSize)
        {
            return Halt.PrecompileFailure;
        }

        gas -= MapToG1Price;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        return Bls12381Arithmetic.TryMapToG1(input, output.Resize(G1)) ? Halt.Success : Halt.PrecompileFailure;
    }

    /// <summary>A quadratic field element's point of the twist.</summary>
    internal static Halt RunMapToG2(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (input.Length != 2 * Bls12381Arithmetic.FieldSize)
        {
            return Halt.PrecompileFailure;
        }

        gas -= MapToG2Price;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        return Bls12381Arithmetic.TryMapToG2(input, output.Resize(G2)) ? Halt.Success : Halt.PrecompileFailure;
    }
}
