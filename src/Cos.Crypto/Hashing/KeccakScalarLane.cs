using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cos.Crypto.Hashing;

/// <summary>One state in general registers: what every processor can do.</summary>
internal readonly struct KeccakScalarLane : IKeccakLane<ulong>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ref ulong state, int lane) => Unsafe.Add(ref state, lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref ulong state, int lane, ulong word) => Unsafe.Add(ref state, lane) = word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Broadcast(ulong value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Xor(ulong a, ulong b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Xor3(ulong a, ulong b, ulong c) => a ^ b ^ c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Chi(ulong a, ulong b, ulong c) => a ^ (~b & c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rotate(ulong a, [ConstantExpected] byte count) => BitOperations.RotateLeft(a, count);
}
