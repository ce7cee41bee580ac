using Cos.Primitives.Values;

namespace Cos.Primitives.Codec.Abi;

/// <summary>Rules of one ABI word.</summary>
internal static class AbiWord
{
    /// <summary>Whether a word is the sign extension of its low bits.</summary>
    internal static bool IsSigned(in UInt256 word, int bits) => UInt256.SignExtend((ulong)((bits / 8) - 1), in word) == word;

    /// <summary>A length rounded up to whole words.</summary>
    internal static int Padded(int length) => (length + AbiType.WordBytes - 1) / AbiType.WordBytes * AbiType.WordBytes;
}
