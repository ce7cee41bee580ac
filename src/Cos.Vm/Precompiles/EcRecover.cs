using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Values;
using Cos.Vm.Instructions;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x01: the signer of a digest. Input: digest, v (27 or 28), r, s, a word each. A signature without signer returns nothing, which is no failure.</summary>
internal static class EcRecover
{
    private const long Price = 3000;
    private const int InputSize = 128;

    /// <summary>Runs it.</summary>
    internal static Halt Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= Price;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        Span<byte> padded = stackalloc byte[InputSize];
        MemoryInstructions.CopyPadded(input, UInt256.Zero, padded);
        output.Clear();
        var v = UInt256.FromBigEndian(padded[32..64]);
        if (!v.FitsUInt64 || v.U0 is not (27 or 28))
        {
            return Halt.Success;
        }

        Span<byte> key = stackalloc byte[Secp256k1.PublicKeySize];
        if (Secp256k1.TryRecover(padded[..32], padded[64..], (int)v.U0 - 27, key))
        {
            var word = output.Resize(UInt256.Size);
            Keccak256.Hash(key, word);
            word[..(UInt256.Size - Address.Size)].Clear();
        }

        return Halt.Success;
    }
}
