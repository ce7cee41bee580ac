using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cos.Crypto.Hashing;

/// <summary>Keccak-256 with the padding of the original submission (one bit, not SHA-3's), as Ethereum uses it.</summary>
public static class Keccak256
{
    /// <summary>Bytes in a digest.</summary>
    public const int Size = 32;

    /// <summary>Bytes absorbed between two permutations.</summary>
    internal const int Rate = 136;

    private const int Lanes = 25;
    private const int FourLanes = 4;

    /// <summary>Hashes <paramref name="input"/> into the first 32 bytes of <paramref name="digest32"/>; the two may overlap.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> digest32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digest32.Length, Size);
        Span<ulong> lanes = stackalloc ulong[Lanes];
        var state = MemoryMarshal.AsBytes(lanes);
        ref var first = ref MemoryMarshal.GetReference(lanes);

        if (input.Length < Rate)
        {
            input.CopyTo(state);
            state[input.Length..].Clear();
        }
        else
        {
            input[..Rate].CopyTo(state);
            state[Rate..].Clear();
            input = input[Rate..];
            Permute(ref first);
            while (input.Length >= Rate)
            {
                Absorb(state, input[..Rate]);
                Permute(ref first);
                input = input[Rate..];
            }

            Absorb(state, input);
        }

        state[input.Length] ^= 0x01;
        state[Rate - 1] ^= 0x80;
        Permute(ref first);
        state[..Size].CopyTo(digest32);
    }

    /// <summary>Hashes <paramref name="input"/> into a new array owned by the caller.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> input)
    {
        var digest = new byte[Size];
        Hash(input, digest);
        return digest;
    }

    /// <summary>Hashes independent messages, several at a time where the processor has vectors for it.</summary>
    /// <param name="inputs">The messages; equal block counts next to each other are fastest.</param>
    /// <param name="digests">Receives 32 bytes per message, in order; must not overlap the messages.</param>
    public static void HashBatch(ReadOnlySpan<ReadOnlyMemory<byte>> inputs, Span<byte> digests)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(digests.Length, inputs.Length * Size);
        if (inputs.Length > FourLanes && KeccakEightLanes.IsSupported)
        {
            KeccakBatch<Vector512<ulong>, KeccakEightLanes>.Hash(inputs, digests);
        }
        else if (inputs.Length > 1 && KeccakFourLanes.IsSupported)
        {
            KeccakBatch<Vector256<ulong>, KeccakFourLanes>.Hash(inputs, digests);
        }
        else
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                Hash(inputs[i].Span, digests.Slice(i * Size, Size));
            }
        }
    }

    private static void Absorb(Span<byte> state, ReadOnlySpan<byte> block)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(block);
        var lanes = MemoryMarshal.Cast<byte, ulong>(state);
        for (var i = 0; i < words.Length; i++)
        {
            lanes[i] ^= words[i];
        }

        for (var i = words.Length * sizeof(ulong); i < block.Length; i++)
        {
            state[i] ^= block[i];
        }
    }

    private static void Permute(ref ulong state)
    {
        if (KeccakVectorLane.IsSupported)
        {
            KeccakPermutation<Vector128<ulong>, KeccakVectorLane>.Permute(ref state);
        }
        else
        {
            KeccakPermutation<ulong, KeccakScalarLane>.Permute(ref state);
        }
    }
}
