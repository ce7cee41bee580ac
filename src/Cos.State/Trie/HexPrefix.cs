namespace Cos.State.Trie;

/// <summary>Paths of leaves and extensions as bytes: a flag nibble, then two nibbles a byte (Yellow Paper, appendix C).</summary>
internal static class HexPrefix
{
    private const byte LeafFlag = 0x20;
    private const byte OddFlag = 0x10;

    /// <summary>Bytes of a path's encoding.</summary>
    internal static int LengthOf(int nibbles) => 1 + nibbles / 2;

    /// <summary>Writes a path, nibbles one a byte, to the front of <paramref name="destination"/>; answers its length.</summary>
    internal static int Write(ReadOnlySpan<byte> nibbles, bool isLeaf, Span<byte> destination)
    {
        var isOdd = nibbles.Length % 2 == 1;
        var flags = (isLeaf ? LeafFlag : 0) | (isOdd ? OddFlag | nibbles[0] : 0);
        destination[0] = (byte)flags;
        var rest = isOdd ? nibbles[1..] : nibbles;
        for (var i = 0; i < rest.Length; i += 2)
        {
            destination[1 + i / 2] = (byte)((rest[i] << 4) | rest[i + 1]);
        }

        return LengthOf(nibbles.Length);
    }

    /// <summary>Nibbles in an encoded path; false where the flags are none or the path is not canonical.</summary>
    internal static bool TryLength(ReadOnlySpan<byte> encoded, out int nibbles, out bool isLeaf)
    {
        (nibbles, isLeaf) = (0, false);
        if (encoded.IsEmpty || encoded[0] >= 2 * LeafFlag)
        {
            return false;
        }

        isLeaf = (encoded[0] & LeafFlag) != 0;
        var isOdd = (encoded[0] & OddFlag) != 0;
        nibbles = 2 * (encoded.Length - 1) + (isOdd ? 1 : 0);
        return isOdd || encoded[0] % 16 == 0;
    }

    /// <summary>Writes an encoded path's nibbles, one a byte; the encoding passed <see cref="TryLength"/>.</summary>
    internal static void ReadNibbles(ReadOnlySpan<byte> encoded, Span<byte> nibbles)
    {
        var position = 0;
        if ((encoded[0] & OddFlag) != 0)
        {
            nibbles[position++] = (byte)(encoded[0] & 0x0f);
        }

        Expand(encoded[1..], nibbles[position..]);
    }

    /// <summary>Splits bytes into nibbles, one a byte.</summary>
    internal static void Expand(ReadOnlySpan<byte> bytes, Span<byte> nibbles)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            nibbles[2 * i] = (byte)(bytes[i] >> 4);
            nibbles[2 * i + 1] = (byte)(bytes[i] & 0x0f);
        }
    }
}
