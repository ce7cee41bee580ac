using Cos.Primitives.Values;
using RocksDbSharp;

namespace Cos.Storage.Schema;

/// <summary>A slot's value on disk: big-endian without leading zeros.</summary>
public static class SlotBytes
{
    /// <summary>Decodes where the database keeps the bytes; zero where it has none.</summary>
    public static readonly ISpanDeserializer<UInt256> Decoder = new InPlace();

    /// <summary>Decodes a value that is not zero; false on anything that is never written.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out UInt256 value)
    {
        var isWritten = bytes.Length is > 0 and <= UInt256.Size && bytes[0] != 0;
        value = isWritten ? UInt256.FromBigEndian(bytes) : UInt256.Zero;
        return isWritten;
    }

    private sealed class InPlace : ISpanDeserializer<UInt256>
    {
        public UInt256 Deserialize(ReadOnlySpan<byte> buffer) => UInt256.FromBigEndian(buffer);
    }
}
