using System.Buffers.Binary;
using Cos.Chain.Ports;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>The chain's fork configuration as JSON (EIP-7910). This chain has Osaka's rules from genesis, and no fork is planned.</summary>
internal static class ConfigView
{
    // EIP-2935.
    private static readonly Address HistoryStorage = new(Convert.FromHexString("0000f90827f1c53a10cb7a02335b175320002935"));

    /// <summary>Writes the configuration in force, the next and the last.</summary>
    internal static void Write(JsonSink sink, ChainSpec spec, ExecutedBlock genesis)
    {
        sink.OpenObject();
        sink.Name("current"u8);
        sink.OpenObject();
        sink.Name("activationTime"u8);
        sink.Number((long)genesis.Header.Timestamp);
        sink.Name("blobSchedule"u8);
        WriteBlobs(sink, spec.Rules);
        sink.Name("chainId"u8);
        sink.Quantity(spec.Rules.ChainId);
        sink.Name("forkId"u8);
        Span<byte> forkId = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(forkId, Crc32(genesis.Hash.Value.Bytes)); // EIP-2124, without forks after genesis
        sink.Bytes(forkId);
        sink.Name("precompiles"u8);
        WritePrecompiles(sink);
        sink.Name("systemContracts"u8);
        sink.OpenObject();
        sink.Name("HISTORY_STORAGE_ADDRESS"u8);
        sink.Bytes(in HistoryStorage);
        sink.CloseObject();
        sink.CloseObject();
        sink.Name("next"u8);
        sink.Null();
        sink.Name("last"u8);
        sink.Null();
        sink.CloseObject();
    }

    private static void WriteBlobs(JsonSink sink, ChainRules rules)
    {
        sink.OpenObject();
        sink.Name("baseFeeUpdateFraction"u8);
        sink.Number((long)rules.Blobs.BaseFeeUpdateFraction);
        sink.Name("max"u8);
        sink.Number(rules.AllowsBlobs ? (long)rules.Blobs.Max : 0);
        sink.Name("target"u8);
        sink.Number(rules.AllowsBlobs ? (long)rules.Blobs.Target : 0);
        sink.CloseObject();
    }

    private static void WritePrecompiles(JsonSink sink)
    {
        sink.OpenObject();
        Write("BLAKE2F"u8, 0x09);
        Write("BLS12_G1ADD"u8, 0x0b);
        Write("BLS12_G1MSM"u8, 0x0c);
        Write("BLS12_G2ADD"u8, 0x0d);
        Write("BLS12_G2MSM"u8, 0x0e);
        Write("BLS12_MAP_FP2_TO_G2"u8, 0x11);
        Write("BLS12_MAP_FP_TO_G1"u8, 0x10);
        Write("BLS12_PAIRING_CHECK"u8, 0x0f);
        Write("BN254_ADD"u8, 0x06);
        Write("BN254_MUL"u8, 0x07);
        Write("BN254_PAIRING"u8, 0x08);
        Write("ECREC"u8, 0x01);
        Write("ID"u8, 0x04);
        Write("KZG_POINT_EVALUATION"u8, 0x0a);
        Write("MODEXP"u8, 0x05);
        Write("P256VERIFY"u8, 0x100);
        Write("RIPEMD160"u8, 0x03);
        Write("SHA256"u8, 0x02);
        sink.CloseObject();

        void Write(ReadOnlySpan<byte> name, ulong address)
        {
            sink.Name(name);
            sink.Bytes(Address.FromLow(address));
        }
    }

    // CRC-32 (IEEE 802.3), bit by bit: 32 bytes a call.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        const uint polynomial = 0xedb88320;
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ polynomial;
        }

        return ~crc;
    }
}
