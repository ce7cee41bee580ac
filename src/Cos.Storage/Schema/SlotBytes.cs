using Cos.Primitives.Values;
using RocksDbSharp;

namespace Cos.Storage.Schema;

/// <summary>A slot's value on disk: big-endian without leading zeros.</summary>
public static class SlotBytes
{
    /// <summary>Decodes where the database keeps the bytes; zero where it has none.</summary>
    public static readonly ISpanDeserializer<UInt256> Decoder = new InPlace();

    private sealed class InPlace : ISpanDeserializer<UInt256>
    {
        public UInt256 Deserialize(ReadOnlySpan<byte> buffer) => UInt256.FromBigEndian(buffer);
    }
}
