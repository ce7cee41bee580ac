using Cos.Primitives.Values;

namespace Cos.Primitives.Codec;

/// <summary>
/// Reads RLP items one after another. Total over any bytes: a malformed or non-canonical item is refused with false and
/// the reader stays where it was; nothing throws, recurses or allocates.
/// </summary>
public ref struct RlpReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts at the first byte; the bytes must outlive the reader.</summary>
    public RlpReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;
    /// <summary>The bytes not yet read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Says whether the next item is a list; false where there is no item.</summary>
    public readonly bool TryPeekIsList(out bool isList)
    {
        isList = !_rest.IsEmpty && _rest[0] >= Rlp.EmptyList;
        return !_rest.IsEmpty;
    }

    /// <summary>Reads a string of any length; the span points into the source.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> bytes) => TryRead(list: false, out bytes);

    /// <summary>Reads a list and gives a reader of its items.</summary>
    public bool TryReadList(out RlpReader inner)
    {
        bool read = TryRead(list: true, out ReadOnlySpan<byte> payload);
        inner = new RlpReader(payload);
        return read;
    }

    /// <summary>Reads a string of exactly <paramref name="length"/> bytes.</summary>
    public bool TryReadFixed(int length, out ReadOnlySpan<byte> bytes)
    {
        RlpReader ahead = this;
        if (!ahead.TryReadBytes(out bytes) || bytes.Length != length)
        {
            bytes = default;
            return false;
        }

        this = ahead;
        return true;
    }

    /// <summary>Reads a number below 2^64 without leading zeros.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        bool read = TryReadNumber(sizeof(ulong), out ReadOnlySpan<byte> bytes);
        value = 0;
        foreach (byte b in bytes) value = (value << 8) | b;
        return read;
    }

    /// <summary>Reads a number below 2^256 without leading zeros.</summary>
    public bool TryReadUInt256(out UInt256 value)
    {
        bool read = TryReadNumber(UInt256.Size, out ReadOnlySpan<byte> bytes);
        value = UInt256.FromBigEndian(bytes);
        return read;
    }

    /// <summary>Reads exactly 20 bytes.</summary>
    public bool TryReadAddress(out Address address)
    {
        bool read = TryReadFixed(Address.Size, out ReadOnlySpan<byte> bytes);
        address = read ? new Address(bytes) : default;
        return read;
    }

    /// <summary>Reads exactly 32 bytes.</summary>
    public bool TryReadHash(out Hash256 hash)
    {
        bool read = TryReadFixed(Hash256.Size, out ReadOnlySpan<byte> bytes);
        hash = read ? new Hash256(bytes) : default;
        return read;
    }

    /// <summary>Passes over one item; the inside of a list is not looked at.</summary>
    public bool TrySkip() => TryReadRaw(out _);

    /// <summary>Reads one item whole, prefix and all; the inside of a list is not looked at.</summary>
    public bool TryReadRaw(out ReadOnlySpan<byte> itemWithPrefix)
    {
        itemWithPrefix = default;
        if (!TryFrame(_rest, out int prefix, out int length)) return false;
        itemWithPrefix = _rest[..(prefix + length)];
        _rest = _rest[(prefix + length)..];
        return true;
    }

    private bool TryReadNumber(int bytesMax, out ReadOnlySpan<byte> bytes)
    {
        RlpReader ahead = this;
        if (!ahead.TryReadBytes(out bytes) || bytes.Length > bytesMax || (bytes.Length > 0 && bytes[0] == 0))
        {
            bytes = default;
            return false;
        }

        this = ahead;
        return true;
    }

    private bool TryRead(bool list, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!TryFrame(_rest, out int prefix, out int length) || _rest[0] >= Rlp.EmptyList != list) return false;
        payload = _rest.Slice(prefix, length);
        _rest = _rest[(prefix + length)..];
        return true;
    }

    /// <summary>Finds the next item's prefix and payload lengths, both within the bytes.</summary>
    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int prefix, out int length)
    {
        (prefix, length) = (0, 1);
        if (bytes.IsEmpty) return false;
        int first = bytes[0];
        if (first < Rlp.EmptyString) return true;
        int size = first - (first < Rlp.EmptyList ? Rlp.EmptyString : Rlp.EmptyList);
        if (size > Rlp.ShortMax) return TryFrameLong(bytes, size - Rlp.ShortMax, out prefix, out length);
        (prefix, length) = (1, size);
        if (length > bytes.Length - 1) return false;
        // A lone byte below 0x80 is its own encoding.
        return first != Rlp.EmptyString + 1 || bytes[1] >= Rlp.EmptyString;
    }

    private static bool TryFrameLong(ReadOnlySpan<byte> bytes, int lengthBytes, out int prefix, out int length)
    {
        (prefix, length) = (1 + lengthBytes, 0);
        // No leading zero, nothing that the short form holds, nothing past the end.
        if (bytes.Length < prefix || bytes[1] == 0) return false;
        ulong size = 0;
        for (int i = 0; i < lengthBytes; i++) size = (size << 8) | bytes[1 + i];
        if (size <= Rlp.ShortMax || size > (ulong)(bytes.Length - prefix)) return false;
        length = (int)size;
        return true;
    }
}
