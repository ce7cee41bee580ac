using System.Collections.Immutable;
using Cos.Primitives;
using Cos.Primitives.Values;

namespace Cos.Storage.Blocks;

/// <summary>What a block's execution found besides receipts: total weight (32 bytes), then each transaction's sender (20 bytes).</summary>
internal static class OutcomeBytes
{
    private const int WeightBytes = 32;
    private const int AddressBytes = 20;

    public static byte[] Encode(in UInt256 totalWeight, ImmutableArray<Address> senders)
    {
        var bytes = new byte[WeightBytes + (senders.Length * AddressBytes)];
        totalWeight.WriteBigEndian(bytes);
        for (var i = 0; i < senders.Length; i++)
        {
            senders[i].Bytes.CopyTo(bytes.AsSpan(WeightBytes + (i * AddressBytes)));
        }

        return bytes;
    }

    public static (UInt256 TotalWeight, ImmutableArray<Address> Senders) Decode(ReadOnlySpan<byte> bytes)
    {
        Invariant.Require(bytes.Length >= WeightBytes && (bytes.Length - WeightBytes) % AddressBytes == 0, "an outcome on disk is a weight and whole addresses");
        var senders = ImmutableArray.CreateBuilder<Address>((bytes.Length - WeightBytes) / AddressBytes);
        for (var at = WeightBytes; at < bytes.Length; at += AddressBytes)
        {
            senders.Add(new Address(bytes.Slice(at, AddressBytes)));
        }

        return (UInt256.FromBigEndian(bytes[..WeightBytes]), senders.MoveToImmutable());
    }
}
