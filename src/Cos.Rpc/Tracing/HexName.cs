using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Tracing;

/// <summary>Names of members that are bytes in hex.</summary>
internal static class HexName
{
    /// <summary>A slot's number as a name, all its 32 bytes.</summary>
    internal static void Write(JsonSink sink, in UInt256 slot)
    {
        Span<byte> word = stackalloc byte[UInt256.Size];
        slot.WriteBigEndian(word);
        Write(sink, word);
    }

    /// <summary>An address as a name.</summary>
    internal static void Write(JsonSink sink, in Address address) => Write(sink, address.Bytes);

    private static void Write(JsonSink sink, ReadOnlySpan<byte> bytes)
    {
        Span<byte> name = stackalloc byte[2 + (2 * UInt256.Size)];
        name[0] = (byte)'0';
        name[1] = (byte)'x';
        Convert.TryToHexStringLower(bytes, name[2..], out int written);
        sink.Name(name[..(2 + written)]);
    }
}
