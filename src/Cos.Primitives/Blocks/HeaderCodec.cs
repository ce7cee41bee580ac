using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>The RLP and the hash of a header. The fields after the nonce came one fork at a time: none may follow an absent one.</summary>
public static class HeaderCodec
{
    private const int NonceBytes = 8;

    /// <summary>Encodes in a new array.</summary>
    public static byte[] Encode(BlockHeader header)
    {
        RlpWriter writer = new();
        Write(header, writer);
        return writer.ToArray();
    }

    /// <summary>keccak of the encoding: the block's name.</summary>
    public static BlockHash Hash(BlockHeader header)
    {
        RlpWriter writer = new();
        Write(header, writer);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(writer.Written, digest);
        return new BlockHash(new Hash256(digest));
    }

    /// <summary>The encoding of the header with an empty seal, which is what its sealer signs; <paramref name="extra"/> is the decoded extraData.</summary>
    public static byte[] EncodeUnsealed(BlockHeader header, HeaderExtra extra) =>
        Encode(header with { ExtraBytes = HeaderExtraCodec.Encode(extra with { Seal = default }) });

    /// <summary>Writes the header as one list.</summary>
    public static void Write(BlockHeader header, RlpWriter writer)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, header.Nonce);
        writer.StartList();
        writer.Write(header.ParentHash.Value);
        writer.Write(header.OmmersHash);
        writer.Write(header.Coinbase);
        writer.Write(header.StateRoot);
        writer.Write(header.TransactionsRoot);
        writer.Write(header.ReceiptsRoot);
        writer.Write(header.LogsBloom.Bytes);
        writer.Write(header.Difficulty);
        writer.Write(header.Number);
        writer.Write(header.GasLimit);
        writer.Write(header.GasUsed);
        writer.Write(header.Timestamp);
        writer.Write(header.ExtraBytes.Span);
        writer.Write(header.PrevRandao);
        writer.Write(nonce);
        WriteLaterFields(header, writer);
        writer.EndList();
    }

    private static void WriteLaterFields(BlockHeader header, RlpWriter writer)
    {
        if (header.BaseFeePerGas is { } fee) writer.Write(fee);
        Invariant.Require(header.BaseFeePerGas is not null || header.WithdrawalsRoot is null, "a header has a withdrawals root but no base fee");
        if (header.WithdrawalsRoot is { } withdrawals) writer.Write(withdrawals);
        bool blobs = header.BlobGasUsed is not null && header.ExcessBlobGas is not null && header.ParentBeaconBlockRoot is not null;
        Invariant.Require(blobs ? header.WithdrawalsRoot is not null : header.BlobGasUsed is null && header.ExcessBlobGas is null && header.ParentBeaconBlockRoot is null,
            "a header has only some of the fields of one fork");
        if (header.BlobGasUsed is { } used) writer.Write(used);
        if (header.ExcessBlobGas is { } excess) writer.Write(excess);
        if (header.ParentBeaconBlockRoot is { } beacon) writer.Write(beacon);
        Invariant.Require(blobs || header.RequestsHash is null, "a header has a requests hash but no beacon root");
        if (header.RequestsHash is { } requests) writer.Write(requests);
    }

    /// <summary>Decodes one header that fills <paramref name="encoded"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out BlockHeader? header)
    {
        RlpReader reader = new(encoded);
        return TryRead(ref reader, out header) && reader.AtEnd;
    }

    /// <summary>Reads the next item as a header.</summary>
    public static bool TryRead(ref RlpReader reader, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = null;
        if (!reader.TryReadList(out RlpReader fields)) return false;
        if (!fields.TryReadHash(out Hash256 parent) || !fields.TryReadHash(out Hash256 ommers) || !fields.TryReadAddress(out Address coinbase)) return false;
        if (!fields.TryReadHash(out Hash256 state) || !fields.TryReadHash(out Hash256 transactions) || !fields.TryReadHash(out Hash256 receipts)) return false;
        if (!fields.TryReadFixed(Bloom.Size, out ReadOnlySpan<byte> bloom) || !fields.TryReadUInt256(out UInt256 difficulty)) return false;
        if (!fields.TryReadUInt64(out ulong number) || !fields.TryReadUInt64(out ulong limit) || !fields.TryReadUInt64(out ulong used)) return false;
        if (!fields.TryReadUInt64(out ulong timestamp) || !fields.TryReadBytes(out ReadOnlySpan<byte> extra)) return false;
        if (extra.Length > HeaderExtra.EncodedBytesMax || !fields.TryReadHash(out Hash256 randao)) return false;
        if (!fields.TryReadFixed(NonceBytes, out ReadOnlySpan<byte> nonce)) return false;
        BlockHeader core = new()
        {
            ParentHash = new BlockHash(parent),
            OmmersHash = ommers,
            Coinbase = coinbase,
            StateRoot = state,
            TransactionsRoot = transactions,
            ReceiptsRoot = receipts,
            LogsBloom = new Bloom(bloom),
            Difficulty = difficulty,
            Number = number,
            GasLimit = limit,
            GasUsed = used,
            Timestamp = timestamp,
            ExtraBytes = extra.ToArray(),
            PrevRandao = randao,
            Nonce = BinaryPrimitives.ReadUInt64BigEndian(nonce),
        };
        return TryReadLaterFields(ref fields, core, out header);
    }

    private static bool TryReadLaterFields(ref RlpReader fields, BlockHeader core, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = core;
        if (fields.AtEnd) return true;
        if (!fields.TryReadUInt256(out UInt256 fee)) return false;
        header = header with { BaseFeePerGas = fee }; // EIP-1559
        if (fields.AtEnd) return true;
        if (!fields.TryReadHash(out Hash256 withdrawals)) return false;
        header = header with { WithdrawalsRoot = withdrawals }; // EIP-4895
        if (fields.AtEnd) return true;
        if (!fields.TryReadUInt64(out ulong blobGas) || !fields.TryReadUInt64(out ulong excess) || !fields.TryReadHash(out Hash256 beacon)) return false;
        header = header with { BlobGasUsed = blobGas, ExcessBlobGas = excess, ParentBeaconBlockRoot = beacon }; // EIP-4844, EIP-4788
        if (fields.AtEnd) return true;
        if (!fields.TryReadHash(out Hash256 requests)) return false;
        header = header with { RequestsHash = requests }; // EIP-7685
        return fields.AtEnd;
    }
}
