using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cos.Crypto.Hashing;

/// <summary>The compression function F of BLAKE2b (RFC 7693 section 3.2) with a free number of rounds, precompile 0x09 (EIP-152).</summary>
public static class Blake2F
{
    private const int StateWords = 8;
    private const int MessageWords = 16;
    private const int SigmaPeriod = 10;

    /// <summary>Fractional parts of the square roots of the first eight primes, as in SHA-512.</summary>
    private static ReadOnlySpan<ulong> Initial =>
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    /// <summary>The message schedule, a row per round, reordered so that each run of four feeds one step of four parallel mixings.</summary>
    private static ReadOnlySpan<ulong> Sigma =>
    [
        0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15,
        14, 4, 9, 13, 10, 8, 15, 6, 1, 0, 11, 5, 12, 2, 7, 3,
        11, 12, 5, 15, 8, 0, 2, 13, 10, 3, 7, 9, 14, 6, 1, 4,
        7, 3, 13, 11, 9, 1, 12, 14, 2, 5, 4, 15, 6, 10, 0, 8,
        9, 5, 2, 10, 0, 7, 4, 15, 14, 11, 6, 3, 1, 12, 8, 13,
        2, 6, 0, 8, 12, 10, 11, 3, 4, 7, 15, 1, 13, 5, 14, 9,
        12, 1, 14, 4, 5, 15, 13, 10, 0, 6, 9, 8, 7, 3, 2, 11,
        13, 7, 12, 3, 11, 14, 1, 9, 5, 15, 8, 2, 0, 4, 6, 10,
        6, 14, 11, 0, 15, 9, 3, 8, 12, 13, 1, 10, 2, 7, 4, 5,
        10, 8, 7, 1, 2, 4, 6, 5, 15, 9, 3, 13, 11, 14, 12, 0,
    ];

    /// <summary>Compresses the sixteen words of a block into the eight of the state; t0 and t1 count the bytes so far, low word first.</summary>
    public static void Compress(uint rounds, Span<ulong> h8, ReadOnlySpan<ulong> m16, ulong t0, ulong t1, bool final)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(h8.Length, StateWords);
        ArgumentOutOfRangeException.ThrowIfNotEqual(m16.Length, MessageWords);
        ref var h = ref MemoryMarshal.GetReference(h8);
        ref var iv = ref MemoryMarshal.GetReference(Initial);
        var a = Vector256.LoadUnsafe(ref h);
        var b = Vector256.LoadUnsafe(ref h, 4);
        var c = Vector256.LoadUnsafe(ref iv);
        var d = Vector256.LoadUnsafe(ref iv, 4) ^ Vector256.Create(t0, t1, final ? ulong.MaxValue : 0, 0);

        Rounds(rounds, ref MemoryMarshal.GetReference(m16), ref a, ref b, ref c, ref d);

        (a ^ c ^ Vector256.LoadUnsafe(ref h)).StoreUnsafe(ref h);
        (b ^ d ^ Vector256.LoadUnsafe(ref h, 4)).StoreUnsafe(ref h, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rounds(
        uint rounds, ref ulong m, ref Vector256<ulong> a0, ref Vector256<ulong> b0, ref Vector256<ulong> c0, ref Vector256<ulong> d0)
    {
        var (a, b, c, d) = (a0, b0, c0, d0);
        ref var sigma = ref MemoryMarshal.GetReference(Sigma);
        nuint row = 0;
        for (var round = 0u; round < rounds; round++)
        {
            Select(ref m, ref sigma, row, out var x, out var y);
            Mix(ref a, ref b, ref c, ref d, x, y);
            b = Vector256.Shuffle(b, Vector256.Create(1ul, 2, 3, 0));
            c = Vector256.Shuffle(c, Vector256.Create(2ul, 3, 0, 1));
            d = Vector256.Shuffle(d, Vector256.Create(3ul, 0, 1, 2));

            Select(ref m, ref sigma, row + StateWords, out x, out y);
            Mix(ref a, ref b, ref c, ref d, x, y);
            b = Vector256.Shuffle(b, Vector256.Create(3ul, 0, 1, 2));
            c = Vector256.Shuffle(c, Vector256.Create(2ul, 3, 0, 1));
            d = Vector256.Shuffle(d, Vector256.Create(1ul, 2, 3, 0));

            row = row == (SigmaPeriod - 1) * MessageWords ? 0 : row + MessageWords;
        }

        (a0, b0, c0, d0) = (a, b, c, d);
    }

    /// <summary>The eight message words that the schedule names from <paramref name="row"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Select(ref ulong m, ref ulong sigma, nuint row, out Vector256<ulong> x, out Vector256<ulong> y)
    {
        if (Avx512F.IsSupported)
        {
            var chosen = Avx512F.PermuteVar8x64x2(
                Vector512.LoadUnsafe(ref m), Vector512.LoadUnsafe(ref sigma, row), Vector512.LoadUnsafe(ref m, StateWords));
            (x, y) = (chosen.GetLower(), chosen.GetUpper());
            return;
        }

        // The indices come from Sigma alone and are below 16, so no read leaves the message.
        ref var index = ref Unsafe.Add(ref sigma, row);
        x = Vector256.Create(
            Unsafe.Add(ref m, (nuint)index),
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 1)),
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 2)),
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 3)));
        y = Vector256.Create(
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 4)),
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 5)),
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 6)),
            Unsafe.Add(ref m, (nuint)Unsafe.Add(ref index, 7)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref Vector256<ulong> a, ref Vector256<ulong> b, ref Vector256<ulong> c, ref Vector256<ulong> d, Vector256<ulong> x, Vector256<ulong> y)
    {
        a = a + b + x;
        d = RotateRight(d ^ a, 32);
        c += d;
        b = RotateRight(b ^ c, 24);
        a = a + b + y;
        d = RotateRight(d ^ a, 16);
        c += d;
        b = RotateRight(b ^ c, 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight(Vector256<ulong> value, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, count) : (value >>> count) | (value << (64 - count));
}
