using System.Buffers.Binary;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Storage.States;

/// <summary>Which block's state the database holds.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="StateRoot">The state's root.</param>
public readonly record struct StateTip(ulong Height, BlockHash BlockHash, Hash256 StateRoot)
{
    private const int EncodedBytes = 8 + 32 + 32;

    /// <summary>Before the first flush: no block, no account.</summary>
    public static readonly StateTip None = new(0, BlockHash.Zero, Account.EmptyRoot);

    /// <summary>Whether there is no block.</summary>
    public bool IsNone => BlockHash == BlockHash.Zero;

    /// <summary>Height, hash, root: 72 bytes.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[EncodedBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Height);
        BlockHash.Value.Bytes.CopyTo(bytes.AsSpan(8));
        StateRoot.Bytes.CopyTo(bytes.AsSpan(40));
        return bytes;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static StateTip Decode(ReadOnlySpan<byte> bytes)
    {
        Invariant.Require(bytes.Length == EncodedBytes, "the state's tip on disk is 72 bytes");
        return new StateTip(BinaryPrimitives.ReadUInt64BigEndian(bytes), new BlockHash(new Hash256(bytes.Slice(8, 32))), new Hash256(bytes.Slice(40, 32)));
    }
}
