using Cos.Crypto.Hashing;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Precompiles;

/// <summary>0x02 SHA-256, 0x03 RIPEMD-160 and 0x04 identity (Yellow Paper, appendix E).</summary>
internal static class HashPrecompiles
{
    /// <summary>SHA-256 of the input: 60 gas and 12 a word.</summary>
    internal static Halt Sha256Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (!TryPay(input, 60, 12, ref gas))
        {
            return Halt.OutOfGas;
        }

        Sha256.Hash(input, output.Resize(Sha256.Size));
        return Halt.Success;
    }

    /// <summary>RIPEMD-160 of the input, left-padded to a word: 600 gas and 120 a word.</summary>
    internal static Halt Ripemd160Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (!TryPay(input, 600, 120, ref gas))
        {
            return Halt.OutOfGas;
        }

        var word = output.Resize(32);
        word.Clear();
        Ripemd160.Hash(input, word[(32 - Ripemd160.Size)..]);
        return Halt.Success;
    }

    /// <summary>The input itself: 15 gas and 3 a word.</summary>
    internal static Halt IdentityRun(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (!TryPay(input, 15, 3, ref gas))
        {
            return Halt.OutOfGas;
        }

        output.Set(input);
        return Halt.Success;
    }

    private static bool TryPay(ReadOnlySpan<byte> input, long fixedPrice, long wordPrice, ref long gas)
    {
        gas -= fixedPrice + wordPrice * GasCost.Words(input.Length);
        return gas >= 0;
    }
}
