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
                    Absorb(inputs[message[place]].Span[offset[place]..], ref state[place], width, isFirst: offset[place] == 0);
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

                Squeeze(ref state[place], digests.Slice(message[place] * Keccak256.Size, Keccak256.Size), width);
                message[place] = Free;
                left--;
            }
        }
    }

    /// <summary>Absorbs one block, the padded last one when less than a block remains.</summary>
    [SkipLocalsInit]
    private static void Absorb(ReadOnlySpan<byte> rest, ref ulong state, int width, bool isFirst)
    {
        if (rest.Length >= Keccak256.Rate)
        {
            AbsorbBlock(rest, ref state, width, isFirst);
            return;
        }

        Span<byte> padded = stackalloc byte[Keccak256.Rate];
        rest.CopyTo(padded);
        padded[rest.Length..].Clear();
        padded[rest.Length] = 0x01;
        padded[Keccak256.Rate - 1] ^= 0x80;
        AbsorbBlock(padded, ref state, width, isFirst);
    }

    /// <summary>Xors a block into a state, or begins one with it over whatever the place held.</summary>
    // The references stay inside the 25 · width lanes and the 17 words of a block, both checked by the callers' spans.
    private static void AbsorbBlock(ReadOnlySpan<byte> block, ref ulong state, int width, bool isFirst)
    {
        ref var words = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(block[..Keccak256.Rate]));
        if (!isFirst)
        {
            for (var lane = 0; lane < RateLanes; lane++)
            {
                Unsafe.Add(ref state, lane * width) ^= Unsafe.Add(ref words, lane);
            }

            return;
        }

        for (var lane = 0; lane < RateLanes; lane++)
        {
            Unsafe.Add(ref state, lane * width) = Unsafe.Add(ref words, lane);
        }

        for (var lane = RateLanes; lane < Lanes; lane++)
        {
            Unsafe.Add(ref state, lane * width) = 0;
        }
    }

    private static void Squeeze(ref ulong state, Span<byte> digest, int width)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(digest);
        for (var lane = 0; lane < words.Length; lane++)
        {
            words[lane] = Unsafe.Add(ref state, lane * width);
        }
    }
}
