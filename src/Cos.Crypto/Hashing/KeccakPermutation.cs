using System.Runtime.CompilerServices;

namespace Cos.Crypto.Hashing;

/// <summary>The permutation Keccak-f[1600] of FIPS 202 section 3.3, on one state or on several interleaved ones.</summary>
/// <remarks>The 25 lanes are locals so that the compiler keeps them in registers; lane x + 5y is A[x, y].</remarks>
internal static class KeccakPermutation<TWord, TLane>
    where TWord : struct
    where TLane : struct, IKeccakLane<TWord>
{
    private const int Rounds = 24;

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Permutes in place the 25 lanes (times the states in a word) that start at <paramref name="state"/>.</summary>
    // Compiled at once and fully: in the first tier every lane operation would be a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(ref ulong state)
    {
        var a0 = TLane.Load(ref state, 0); var a1 = TLane.Load(ref state, 1); var a2 = TLane.Load(ref state, 2); var a3 = TLane.Load(ref state, 3);
        var a4 = TLane.Load(ref state, 4); var a5 = TLane.Load(ref state, 5); var a6 = TLane.Load(ref state, 6); var a7 = TLane.Load(ref state, 7);
        var a8 = TLane.Load(ref state, 8); var a9 = TLane.Load(ref state, 9); var a10 = TLane.Load(ref state, 10);
        var a11 = TLane.Load(ref state, 11); var a12 = TLane.Load(ref state, 12); var a13 = TLane.Load(ref state, 13);
        var a14 = TLane.Load(ref state, 14); var a15 = TLane.Load(ref state, 15); var a16 = TLane.Load(ref state, 16);
        var a17 = TLane.Load(ref state, 17); var a18 = TLane.Load(ref state, 18); var a19 = TLane.Load(ref state, 19);
        var a20 = TLane.Load(ref state, 20); var a21 = TLane.Load(ref state, 21); var a22 = TLane.Load(ref state, 22);
        var a23 = TLane.Load(ref state, 23); var a24 = TLane.Load(ref state, 24);
        for (var round = 0; round < Rounds; round++)
        {
            var c0 = TLane.Xor3(TLane.Xor3(a0, a5, a10), a15, a20); var c1 = TLane.Xor3(TLane.Xor3(a1, a6, a11), a16, a21);
            var c2 = TLane.Xor3(TLane.Xor3(a2, a7, a12), a17, a22); var c3 = TLane.Xor3(TLane.Xor3(a3, a8, a13), a18, a23);
            var c4 = TLane.Xor3(TLane.Xor3(a4, a9, a14), a19, a24);
            var r0 = TLane.Rotate(c0, 1); var r1 = TLane.Rotate(c1, 1); var r2 = TLane.Rotate(c2, 1); var r3 = TLane.Rotate(c3, 1);
            var r4 = TLane.Rotate(c4, 1);
            var b0 = TLane.Xor3(a0, c4, r1); var b1 = TLane.Rotate(TLane.Xor3(a6, c0, r2), 44);
            var b2 = TLane.Rotate(TLane.Xor3(a12, c1, r3), 43); var b3 = TLane.Rotate(TLane.Xor3(a18, c2, r4), 21);
            var b4 = TLane.Rotate(TLane.Xor3(a24, c3, r0), 14);
            var e0 = TLane.Xor(TLane.Chi(b0, b1, b2), TLane.Broadcast(RoundConstants[round])); var e1 = TLane.Chi(b1, b2, b3); var e2 = TLane.Chi(b2, b3, b4);
            var e3 = TLane.Chi(b3, b4, b0); var e4 = TLane.Chi(b4, b0, b1);
            b0 = TLane.Rotate(TLane.Xor3(a3, c2, r4), 28); b1 = TLane.Rotate(TLane.Xor3(a9, c3, r0), 20);
            b2 = TLane.Rotate(TLane.Xor3(a10, c4, r1), 3); b3 = TLane.Rotate(TLane.Xor3(a16, c0, r2), 45);
            b4 = TLane.Rotate(TLane.Xor3(a22, c1, r3), 61);
            var e5 = TLane.Chi(b0, b1, b2); var e6 = TLane.Chi(b1, b2, b3); var e7 = TLane.Chi(b2, b3, b4);
            var e8 = TLane.Chi(b3, b4, b0); var e9 = TLane.Chi(b4, b0, b1);
            b0 = TLane.Rotate(TLane.Xor3(a1, c0, r2), 1); b1 = TLane.Rotate(TLane.Xor3(a7, c1, r3), 6);
            b2 = TLane.Rotate(TLane.Xor3(a13, c2, r4), 25); b3 = TLane.Rotate(TLane.Xor3(a19, c3, r0), 8);
            b4 = TLane.Rotate(TLane.Xor3(a20, c4, r1), 18);
            var e10 = TLane.Chi(b0, b1, b2); var e11 = TLane.Chi(b1, b2, b3); var e12 = TLane.Chi(b2, b3, b4);
            var e13 = TLane.Chi(b3, b4, b0); var e14 = TLane.Chi(b4, b0, b1);
            b0 = TLane.Rotate(TLane.Xor3(a4, c3, r0), 27); b1 = TLane.Rotate(TLane.Xor3(a5, c4, r1), 36);
            b2 = TLane.Rotate(TLane.Xor3(a11, c0, r2), 10); b3 = TLane.Rotate(TLane.Xor3(a17, c1, r3), 15);
            b4 = TLane.Rotate(TLane.Xor3(a23, c2, r4), 56);
            var e15 = TLane.Chi(b0, b1, b2); var e16 = TLane.Chi(b1, b2, b3); var e17 = TLane.Chi(b2, b3, b4);
            var e18 = TLane.Chi(b3, b4, b0); var e19 = TLane.Chi(b4, b0, b1);
            b0 = TLane.Rotate(TLane.Xor3(a2, c1, r3), 62); b1 = TLane.Rotate(TLane.Xor3(a8, c2, r4), 55);
            b2 = TLane.Rotate(TLane.Xor3(a14, c3, r0), 39); b3 = TLane.Rotate(TLane.Xor3(a15, c4, r1), 41);
            b4 = TLane.Rotate(TLane.Xor3(a21, c0, r2), 2);
            var e20 = TLane.Chi(b0, b1, b2); var e21 = TLane.Chi(b1, b2, b3); var e22 = TLane.Chi(b2, b3, b4);
            var e23 = TLane.Chi(b3, b4, b0); var e24 = TLane.Chi(b4, b0, b1);
            a0 = e0; a1 = e1; a2 = e2; a3 = e3; a4 = e4; a5 = e5; a6 = e6; a7 = e7; a8 = e8; a9 = e9; a10 = e10; a11 = e11; a12 = e12; a13 = e13;
            a14 = e14; a15 = e15; a16 = e16; a17 = e17; a18 = e18; a19 = e19; a20 = e20; a21 = e21; a22 = e22; a23 = e23; a24 = e24;
        }
        TLane.Store(ref state, 0, a0); TLane.Store(ref state, 1, a1); TLane.Store(ref state, 2, a2); TLane.Store(ref state, 3, a3);
        TLane.Store(ref state, 4, a4); TLane.Store(ref state, 5, a5); TLane.Store(ref state, 6, a6); TLane.Store(ref state, 7, a7);
        TLane.Store(ref state, 8, a8); TLane.Store(ref state, 9, a9); TLane.Store(ref state, 10, a10); TLane.Store(ref state, 11, a11);
        TLane.Store(ref state, 12, a12); TLane.Store(ref state, 13, a13); TLane.Store(ref state, 14, a14); TLane.Store(ref state, 15, a15);
        TLane.Store(ref state, 16, a16); TLane.Store(ref state, 17, a17); TLane.Store(ref state, 18, a18); TLane.Store(ref state, 19, a19);
        TLane.Store(ref state, 20, a20); TLane.Store(ref state, 21, a21); TLane.Store(ref state, 22, a22); TLane.Store(ref state, 23, a23);
        TLane.Store(ref state, 24, a24);
    }
}
