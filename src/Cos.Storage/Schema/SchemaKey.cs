using System.Buffers.Binary;
using Cos.Primitives.Values;

namespace Cos.Storage.Schema;

/// <summary>Builds the fixed-size keys of the schema.</summary>
public static class SchemaKey
{
    /// <summary>Bytes of a height in a key.</summary>
    public const int HeightBytes = 8;

    /// <summary>Bytes of where a transaction is: height and index.</summary>
    public const int LocationBytes = HeightBytes + sizeof(int);

    /// <summary>Bytes of an address with a slot.</summary>
    public const int SlotBytes = 20 + 32;

    /// <summary>A height.</summary>
    public static byte[] OfHeight(ulong height)
    {
        var key = new byte[HeightBytes];
        BinaryPrimitives.WriteUInt64BigEndian(key, height);
        return key;
    }

    /// <summary>The height in a key's last eight bytes.</summary>
    public static ulong HeightIn(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt64BigEndian(key[^HeightBytes..]);

    /// <summary>An address and a slot, into <paramref name="key"/>.</summary>
    public static void WriteSlot(in Address address, in UInt256 slot, Span<byte> key)
    {
        address.Bytes.CopyTo(key);
        slot.WriteBigEndian(key[20..SlotBytes]);
    }

    /// <summary>A key and a height after it.</summary>
    public static byte[] WithHeight(ReadOnlySpan<byte> key, ulong height)
    {
        var full = new byte[key.Length + HeightBytes];
        key.CopyTo(full);
        BinaryPrimitives.WriteUInt64BigEndian(full.AsSpan(key.Length), height);
        return full;
    }
}
