using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cos.Crypto.Hashing;

/// <summary>Hashes independent messages side by side; a finished message gives its place to the next, so lengths may differ.</summary>
internal static class KeccakBatch<TWord, TLane>
    where TWord : struct
    where TLane : struct, IKeccakLane<TWord>
{
    private const int Lanes = 25;
    private const int RateLanes = Keccak256.Rate / sizeof(ulong);
    private const int WidthMax = 8;
    private const int Free = -1;

    /// <summary>Hashes every input into its 32 bytes of <paramref name="digests"/>, in order.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<ReadOnlyMemory<byte>> inputs, Span<byte> digests)
    {
        var width = Unsafe.SizeOf<TWord>() / sizeof(ulong);
        Span<ulong> state = stackalloc ulong[Lanes * WidthMax];
        Span<int> message = stackalloc int[WidthMax];
        Span<int> offset = stackalloc int[WidthMax];
        message.Fill(Free);
        state.Clear();
        var next = 0;
        var left = inputs.Length;
        while (left > 0)
        {
            for (var place = 0; place < width; place++)
            {
                if (message[place] == Free && next < inputs.Length)
                {
                    (message[place], offset[place]) = (next++, 0);
                }

                if (message[place] != Free)
                {
                    Absorb(inputs[message[place]].Span[offset[place]..], state[place..], width);
                }
            }

            KeccakPermutation<TWord, TLane>.Permute(ref MemoryMarshal.GetReference(state));
            for (var place = 0; place < width; place++)
            {
                if (message[place] == Free)
                {
                    continue;
                }

                var consumed = inputs[message[place]].Length - offset[place];
                if (consumed >= Keccak256.Rate)
                {
                    offset[place] += Keccak256.Rate;
                    continue;
                }

                Finish(state[place..], digests.Slice(message[place] * Keccak256.Size, Keccak256.Size), width);
                message[place] = Free;
                left--;
            }
        }
    }

    /// <summary>Absorbs one block, the padded last one when less than a block remains.</summary>
    private static void Absorb(ReadOnlySpan<byte> rest, Span<ulong> state, int width)
    {
        if (rest.Length < Keccak256.Rate)
        {
            Span<byte> padded = stackalloc byte[Keccak256.Rate];
            rest.CopyTo(padded);
            padded[rest.Length..].Clear();
            padded[rest.Length] = 0x01;
            padded[Keccak256.Rate - 1] ^= 0x80;
            AbsorbBlock(padded, state, width);
            return;
        }

        AbsorbBlock(rest, state, width);
    }

    private static void AbsorbBlock(ReadOnlySpan<byte> block, Span<ulong> state, int width)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(block);
        for (var lane = 0; lane < RateLanes; lane++)
        {
            state[lane * width] ^= words[lane];
        }
    }

    /// <summary>Reads the digest out and leaves the place zeroed for the next message.</summary>
    private static void Finish(Span<ulong> state, Span<byte> digest, int width)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(digest);
        for (var lane = 0; lane < words.Length; lane++)
        {
            words[lane] = state[lane * width];
        }

        for (var lane = 0; lane < Lanes; lane++)
        {
            state[lane * width] = 0;
        }
    }
}
