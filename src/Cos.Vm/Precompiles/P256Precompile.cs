using Cos.Crypto.Signatures;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x100: verifies an ECDSA signature over P-256 (EIP-7951). Input: digest, r, s, x, y, a word each. Returns the word 1, or nothing.</summary>
internal static class P256Precompile
{
    private const long Price = 6900;
    private const int Word = 32;

    /// <summary>Runs it.</summary>
    internal static Halt Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= Price;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        output.Clear();
        if (input.Length == 5 * Word
            && P256.Verify(input[..Word], input.Slice(Word, Word), input.Slice(2 * Word, Word), input.Slice(3 * Word, Word), input[(4 * Word)..]))
        {
            var word = output.Resize(Word);
            word.Clear();
            word[^1] = 1;
        }

        return Halt.Success;
    }
}
