using System.Buffers.Binary;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>0x0a: verifies a KZG proof of a blob's value at a place (EIP-4844). Input: versioned hash, place, value, commitment, proof.</summary>
internal static class PointEvaluationPrecompile
{
    private const long Price = 50_000;
    private const int Word = UInt256.Size;
    private const int Point = PointEvaluation.PointSize;
    private const int InputSize = 3 * Word + 2 * Point;
    private const byte HashVersion = 0x01;
    private const ulong FieldElementsPerBlob = 4096;

    /// <summary>Runs it; what it returns says the size of a blob and the order of its field.</summary>
    internal static Halt Run(ReadOnlySpan<byte> input, ref long gas, ReturnBuffer output)
    {
        gas -= Price;
        if (gas < 0)
        {
            return Halt.OutOfGas;
        }

        if (input.Length != InputSize)
        {
            return Halt.PrecompileFailure;
        }

        var commitment = input.Slice(3 * Word, Point);
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(commitment, hash);
        hash[0] = HashVersion;
        if (!hash.SequenceEqual(input[..Word])
            || !PointEvaluation.Verify(commitment, input.Slice(Word, Word), input.Slice(2 * Word, Word), input[(3 * Word + Point)..]))
        {
            return Halt.PrecompileFailure;
        }

        var words = output.Resize(2 * Word);
        words.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(words[(Word - sizeof(ulong))..], FieldElementsPerBlob);
        PointEvaluation.FieldOrder.CopyTo(words[Word..]);
        return Halt.Success;
    }
}
