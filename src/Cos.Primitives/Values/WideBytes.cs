using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Cos.Primitives.Values;

/// <summary>Big-endian bytes of <see cref="UInt256"/>.</summary>
internal static class WideBytes
{
    /// <summary>The number whose bytes in this machine's memory are those of <paramref name="value"/> from the highest down; its own inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong BigEndian(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The same for 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint BigEndian(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Reads 0–32 bytes.</summary>
    internal static UInt256 Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != UInt256.Size) return ReadShort(bytes);
        return new UInt256(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    private static UInt256 ReadShort(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, UInt256.Size);
        Span<byte> padded = stackalloc byte[UInt256.Size];
        padded.Clear();
        bytes.CopyTo(padded[(UInt256.Size - bytes.Length)..]);
        return Read(padded);
    }

    /// <summary>Writes 32 bytes.</summary>
    internal static void Write(in UInt256 value, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], value.U0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], value.U1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], value.U2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, value.U3);
    }

    /// <summary>Writes without leading zeros and returns the length.</summary>
    internal static int WriteMinimal(in UInt256 value, Span<byte> destination)
    {
        int length = value.ByteLength;
        Span<byte> full = stackalloc byte[UInt256.Size];
        Write(in value, full);
        full[(UInt256.Size - length)..].CopyTo(destination);
        return length;
    }
}
