using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cos.Crypto.Hashing;

/// <summary>Eight states side by side in 512-bit vectors.</summary>
internal readonly struct KeccakEightLanes : IKeccakLane<Vector512<ulong>>
{
    /// <summary>Whether this processor runs it faster than the next narrower form.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Load(ref ulong state, int lane) => Vector512.LoadUnsafe(ref state, (nuint)(lane * 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref ulong state, int lane, Vector512<ulong> word) => word.StoreUnsafe(ref state, (nuint)(lane * 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Broadcast(ulong value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Xor(Vector512<ulong> a, Vector512<ulong> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Xor3(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Avx512F.TernaryLogic(a, b, c, 0x96);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Chi(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Avx512F.TernaryLogic(a, b, c, 0xD2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Rotate(Vector512<ulong> a, [ConstantExpected] byte count) => Avx512F.RotateLeft(a, count);
}
