using System.Buffers.Binary;
using Cos.Crypto.Hashing;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x09: BLAKE2b's compression function F (EIP-152). Input: rounds (big-endian), h, m, t0, t1 (little-endian), final (0 or 1).</summary>
internal static class Blake2FPrecompile
{
    private const int InputSize = 213;
    private const int StateWords = 8;
    private const int MessageWords = 16;

    /// <summary>Runs it: one gas a round.</summary>
    internal static Halt Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        if (input.Length != InputSize || input[^1] > 1)
        {
            return Halt.PrecompileFailure;
        }

        var rounds = BinaryPrimitives.ReadUInt32BigEndian(input);
        gas -= rounds;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        Span<ulong> words = stackalloc ulong[StateWords + MessageWords + 2];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(input[(sizeof(uint) + i * sizeof(ulong))..]);
        }

        Blake2F.Compress(rounds, words[..StateWords], words.Slice(StateWords, MessageWords), words[^2], words[^1], input[^1] == 1);
        var result = output.Resize(StateWords * sizeof(ulong));
        for (var i = 0; i < StateWords; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(result[(i * sizeof(ulong))..], words[i]);
        }

        return Halt.Success;
    }
}
