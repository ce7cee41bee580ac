using System.Buffers.Binary;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.State.View;
using RocksDbSharp;

namespace Cos.Storage.Schema;

/// <summary>An account on disk: flags (1: bit 0 has code, bit 1 has storage), nonce (8), length of the balance (1), balance without leading zeros, then code hash and storage root where flagged.</summary>
public static class AccountBytes
{
    private const int HasCode = 1;
    private const int HasStorage = 2;
    private const int HeadBytes = 1 + 8 + 1;
    private const int EncodedMax = HeadBytes + 32 + 32 + 32;

    /// <summary>Decodes where the database keeps the bytes; null where it has none.</summary>
    public static readonly ISpanDeserializer<Account?> Decoder = new InPlace();

    /// <summary>Encodes an account.</summary>
    public static byte[] Encode(in Account account)
    {
        Span<byte> bytes = stackalloc byte[EncodedMax];
        var hasCode = account.CodeHash != Account.EmptyCodeHash;
        bytes[0] = (byte)((hasCode ? HasCode : 0) | (account.HasStorage ? HasStorage : 0));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], account.Nonce);
        var balance = account.Balance.WriteMinimal(bytes[10..]);
        bytes[9] = (byte)balance;
        var length = 10 + balance;
        if (hasCode)
        {
            account.CodeHash.Bytes.CopyTo(bytes[length..]);
            length += Hash256.Size;
        }

        if (account.HasStorage)
        {
            account.StorageRoot.Bytes.CopyTo(bytes[length..]);
            length += Hash256.Size;
        }

        return bytes[..length].ToArray();
    }

    /// <summary>Decodes what <see cref="Encode"/> wrote; anything else is a damaged database.</summary>
    public static Account Decode(ReadOnlySpan<byte> bytes)
    {
        Invariant.Require(TryDecode(bytes, out var account), "an account on disk is what this node wrote");
        return account;
    }

    /// <summary>Decodes what <see cref="Encode"/> wrote; false on anything else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Account account)
    {
        account = default;
        if (bytes.Length < HeadBytes || bytes[0] > (HasCode | HasStorage) || bytes[9] > UInt256.Size)
        {
            return false;
        }

        var hasCode = (bytes[0] & HasCode) != 0;
        var hasStorage = (bytes[0] & HasStorage) != 0;
        var at = HeadBytes + bytes[9];
        if (bytes.Length != at + (hasCode ? Hash256.Size : 0) + (hasStorage ? Hash256.Size : 0))
        {
            return false;
        }

        account = new Account(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
            UInt256.FromBigEndian(bytes[HeadBytes..at]),
            hasCode ? new Hash256(bytes.Slice(at, Hash256.Size)) : Account.EmptyCodeHash,
            hasStorage ? new Hash256(bytes[^Hash256.Size..]) : Account.EmptyRoot);
        return true;
    }

    private sealed class InPlace : ISpanDeserializer<Account?>
    {
        public Account? Deserialize(ReadOnlySpan<byte> buffer) => Decode(buffer);
    }
}
