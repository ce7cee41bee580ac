using System.Buffers;
using System.Buffers.Text;
using Cos.Primitives.Values;

namespace Cos.Cli.Tracing;

/// <summary>UTF-8 text that grows by pieces and is used again, so that a line of a trace costs no allocation.</summary>
internal sealed class LineBuffer
{
    private const int NumberDigitsMax = 20;
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 12);

    /// <summary>What stands in it.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    private static ReadOnlySpan<byte> Digits => "0123456789abcdef"u8;

    /// <summary>Empties it.</summary>
    public LineBuffer Clear()
    {
        _bytes.ResetWrittenCount();
        return this;
    }

    /// <summary>Adds bytes that are UTF-8 already.</summary>
    public LineBuffer Add(ReadOnlySpan<byte> text)
    {
        _bytes.Write(text);
        return this;
    }

    /// <summary>Adds a text of ASCII alone.</summary>
    public LineBuffer AddAscii(string text)
    {
        var space = _bytes.GetSpan(text.Length);
        for (var i = 0; i < text.Length; i++) space[i] = (byte)text[i];
        _bytes.Advance(text.Length);
        return this;
    }

    /// <summary>Adds a number in decimal.</summary>
    public LineBuffer AddNumber(long number)
    {
        Utf8Formatter.TryFormat(number, _bytes.GetSpan(NumberDigitsMax), out var written);
        _bytes.Advance(written);
        return this;
    }

    /// <summary>Adds a number as "0x" and digits without leading zeros, in quotes.</summary>
    public LineBuffer AddQuantity(in UInt256 number)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        number.WriteBigEndian(bytes);
        var nibbles = Math.Max(1, (number.BitLength + 3) >> 2);
        Add("\"0x"u8);
        var space = _bytes.GetSpan(nibbles);
        for (var i = 0; i < nibbles; i++)
        {
            var at = (UInt256.Size * 2) - nibbles + i;
            space[i] = Digits[(at & 1) == 0 ? bytes[at >> 1] >> 4 : bytes[at >> 1] & 0xf];
        }

        _bytes.Advance(nibbles);
        return Add("\""u8);
    }

    /// <summary>Adds bytes as "0x" and two digits each, in quotes.</summary>
    public LineBuffer AddBytes(ReadOnlySpan<byte> bytes)
    {
        Add("\"0x"u8);
        var space = _bytes.GetSpan(bytes.Length * 2);
        for (var i = 0; i < bytes.Length; i++) (space[2 * i], space[(2 * i) + 1]) = (Digits[bytes[i] >> 4], Digits[bytes[i] & 0xf]);
        _bytes.Advance(bytes.Length * 2);
        return Add("\""u8);
    }
}
