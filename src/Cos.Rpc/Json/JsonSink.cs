using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using Cos.Primitives.Values;

namespace Cos.Rpc.Json;

/// <summary>JSON written straight into one pooled buffer. The last byte written tells whether a comma is due, so no other state is kept.</summary>
internal sealed class JsonSink : IDisposable
{
    private const int FirstBytes = 1024;
    private const int DecimalDigitsMax = 20;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    /// <summary>Bytes written so far.</summary>
    internal int Length => _length;
    /// <summary>What was written; valid until the next write.</summary>
    internal ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);
    /// <summary>What was written; valid until the next write.</summary>
    internal ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what was written after the mark.</summary>
    internal void Truncate(int mark)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mark, _length);
        _length = mark;
    }

    internal void OpenObject() => Open((byte)'{');
    internal void CloseObject() => Close((byte)'}');
    internal void OpenArray() => Open((byte)'[');
    internal void CloseArray() => Close((byte)']');

    /// <summary>A member's name, of plain ASCII.</summary>
    internal void Name(ReadOnlySpan<byte> name)
    {
        Span<byte> room = Reserve(name.Length + 4);
        int at = Comma(room);
        room[at++] = (byte)'"';
        name.CopyTo(room[at..]);
        at += name.Length;
        room[at++] = (byte)'"';
        room[at++] = (byte)':';
        _length += at;
    }

    internal void Null() => Raw("null"u8);
    internal void Flag(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>JSON that is already written, as one value.</summary>
    internal void Raw(ReadOnlySpan<byte> json)
    {
        Span<byte> room = Reserve(json.Length + 1);
        int at = Comma(room);
        json.CopyTo(room[at..]);
        _length += at + json.Length;
    }

    /// <summary>Bytes as they are, without a comma.</summary>
    internal void Paste(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _length += json.Length;
    }

    /// <summary>A decimal number.</summary>
    internal void Number(long value)
    {
        Span<byte> room = Reserve(DecimalDigitsMax + 1);
        int at = Comma(room);
        Utf8Formatter.TryFormat(value, room[at..], out int written);
        _length += at + written;
    }

    /// <summary>A decimal number with a fraction, as short as reads back the same.</summary>
    internal void Number(double value)
    {
        Span<byte> room = Reserve(33);
        int at = Comma(room);
        Utf8Formatter.TryFormat(value, room[at..], out int written);
        _length += at + written;
    }

    /// <summary>A string of any characters, escaped.</summary>
    internal void Text(string value) => Text(System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>A string of any UTF-8, escaped; bytes that are not UTF-8 become U+FFFD.</summary>
    internal void Text(ReadOnlySpan<byte> utf8)
    {
        const int expansion = 6;
        Span<byte> room = Reserve((utf8.Length * expansion) + 3);
        int at = Comma(room);
        room[at++] = (byte)'"';
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(utf8, room[at..^1], out _, out int written);
        at += written;
        room[at++] = (byte)'"';
        _length += at;
    }

    /// <summary>A quantity: "0x" and digits without leading zeros.</summary>
    internal void Quantity(ulong value)
    {
        Span<byte> room = Reserve(HexText.QuantityCharsMax + 3);
        int at = Comma(room);
        room[at++] = (byte)'"';
        at += HexText.WriteQuantity(value, room[at..]);
        room[at++] = (byte)'"';
        _length += at;
    }

    /// <summary>A quantity of up to 256 bits.</summary>
    internal void Quantity(in UInt256 value)
    {
        Span<byte> room = Reserve(HexText.QuantityCharsMax + 3);
        int at = Comma(room);
        room[at++] = (byte)'"';
        at += HexText.WriteQuantity(in value, room[at..]);
        room[at++] = (byte)'"';
        _length += at;
    }

    /// <summary>"0x" and two digits a byte.</summary>
    internal void Bytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> room = Reserve((bytes.Length * 2) + 5);
        int at = Comma(room);
        room[at++] = (byte)'"';
        room[at++] = (byte)'0';
        room[at++] = (byte)'x';
        Convert.TryToHexStringLower(bytes, room[at..], out int written);
        at += written;
        room[at++] = (byte)'"';
        _length += at;
    }

    internal void Bytes(in Address address) => Bytes(address.Bytes);
    internal void Bytes(in Hash256 hash) => Bytes(hash.Bytes);
    internal void Bytes(BlockHash hash) => Bytes(hash.Value.Bytes);
    internal void Bytes(TxHash hash) => Bytes(hash.Value.Bytes);

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Open(byte bracket)
    {
        Span<byte> room = Reserve(2);
        int at = Comma(room);
        room[at++] = bracket;
        _length += at;
    }

    private void Close(byte bracket)
    {
        Reserve(1)[0] = bracket;
        _length++;
    }

    private int Comma(Span<byte> room)
    {
        if (_length == 0 || _buffer[_length - 1] is (byte)'{' or (byte)'[' or (byte)':') return 0;
        room[0] = (byte)',';
        return 1;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes) Grow(bytes);
        return _buffer.AsSpan(_length);
    }

    private void Grow(int bytes)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + bytes));
        WrittenSpan.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
