using System.Diagnostics.CodeAnalysis;

namespace Cos.Crypto.Hashing;

/// <summary>The five operations Keccak needs on a lane word, which holds one 64-bit lane of one or of several independent states.</summary>
/// <remarks>What the vector forms gain is measured by KeccakBenchmarks.</remarks>
/// <typeparam name="TWord">A 64-bit word, or a vector whose elements belong to different states.</typeparam>
internal interface IKeccakLane<TWord>
    where TWord : struct
{
    /// <summary>Reads lane number <paramref name="lane"/> of every state; states are interleaved lane by lane.</summary>
    public static abstract TWord Load(ref ulong state, int lane);

    /// <summary>Writes lane number <paramref name="lane"/> of every state.</summary>
    public static abstract void Store(ref ulong state, int lane, TWord word);

    /// <summary>The round constant in every state.</summary>
    public static abstract TWord Broadcast(ulong value);

    /// <summary>a ^ b.</summary>
    public static abstract TWord Xor(TWord a, TWord b);

    /// <summary>a ^ b ^ c.</summary>
    public static abstract TWord Xor3(TWord a, TWord b, TWord c);

    /// <summary>a ^ (~b &amp; c), the chi step.</summary>
    public static abstract TWord Chi(TWord a, TWord b, TWord c);

    /// <summary>Each 64-bit element rotated left by a constant from 1 to 63.</summary>
    public static abstract TWord Rotate(TWord a, [ConstantExpected] byte count);
}
