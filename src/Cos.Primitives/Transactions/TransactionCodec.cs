using System.Diagnostics.CodeAnalysis;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>
/// The bytes of a transaction: EIP-2718 envelopes of types 1–4 and untyped legacy ones. Decoding is strict, so decoding
/// what was encoded, and encoding what was decoded, give back the very same.
/// </summary>
public static class TransactionCodec
{
    private const byte TypeBytesMax = 0x7f;

    /// <summary>The envelope's type byte; only for typed kinds.</summary>
    internal static byte TypeByte(TransactionKind kind)
    {
        Invariant.Require(kind is > TransactionKind.Legacy and <= TransactionKind.SetCode, "a legacy transaction has no type byte");
        return (byte)((byte)kind - 1);
    }

    /// <summary>Decodes one transaction that fills <paramref name="encoded"/>; the bytes are copied.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Transaction? transaction, out TxDecodeError error)
    {
        transaction = null;
        if (encoded.IsEmpty) return Fail(TxDecodeError.Empty, out error);
        if (encoded[0] > TypeBytesMax) return TryDecodeFields(TransactionKind.Legacy, encoded, encoded, out transaction, out error);
        TransactionKind kind = encoded[0] switch
        {
            1 => TransactionKind.AccessList,
            2 => TransactionKind.DynamicFee,
            3 => TransactionKind.Blob,
            4 => TransactionKind.SetCode,
            _ => TransactionKind.Unspecified,
        };
        if (kind == TransactionKind.Unspecified) return Fail(TxDecodeError.UnknownType, out error);
        return TryDecodeFields(kind, encoded[1..], encoded, out transaction, out error);
    }

    /// <summary>Reads the next transaction of a block's list: a legacy one is a list there, a typed one a byte string.</summary>
    public static bool TryDecodeListItem(ref RlpReader list, [NotNullWhen(true)] out Transaction? transaction, out TxDecodeError error)
    {
        transaction = null;
        if (!list.TryPeekIsList(out bool isLegacy)) return Fail(TxDecodeError.Empty, out error);
        bool read = isLegacy ? list.TryReadRaw(out ReadOnlySpan<byte> encoded) : list.TryReadBytes(out encoded);
        if (!read) return Fail(TxDecodeError.MalformedList, out error);
        if (!isLegacy && !encoded.IsEmpty && encoded[0] > TypeBytesMax) return Fail(TxDecodeError.UnknownType, out error);
        return TryDecode(encoded, out transaction, out error);
    }

    /// <summary>Encodes afresh, in a new array; <see cref="Transaction.Encoded"/> keeps the result.</summary>
    public static byte[] Encode(Transaction transaction)
    {
        RlpWriter writer = new();
        if (transaction.Kind != TransactionKind.Legacy) writer.WriteTypeByte(TypeByte(transaction.Kind));
        writer.StartList();
        TransactionFields.Write(transaction, writer);
        TransactionSignature signature = transaction.Signature;
        writer.Write(signature.V);
        writer.Write(signature.R);
        writer.Write(signature.S);
        writer.EndList();
        return writer.ToArray();
    }

    /// <summary>Writes a transaction as an item of a block's list.</summary>
    public static void EncodeListItem(Transaction transaction, RlpWriter writer)
    {
        if (transaction.Kind == TransactionKind.Legacy) writer.WriteRaw(transaction.Encoded.Span);
        else writer.Write(transaction.Encoded.Span);
    }

    /// <summary>
    /// What the sender signs: keccak of the unsigned fields, EIP-155's nine for a legacy transaction of a chain, six for one
    /// of none, the typed envelope otherwise.
    /// </summary>
    public static Hash256 SigningHash(Transaction transaction)
    {
        RlpWriter writer = new();
        if (transaction.Kind != TransactionKind.Legacy) writer.WriteTypeByte(TypeByte(transaction.Kind));
        writer.StartList();
        TransactionFields.Write(transaction, writer);
        if (transaction is { Kind: TransactionKind.Legacy, ChainId: { } chain })
        {
            writer.Write(chain);
            writer.Write(0);
            writer.Write(0);
        }

        writer.EndList();
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(writer.Written, digest);
        return new Hash256(digest);
    }

    private static bool TryDecodeFields(
        TransactionKind kind, ReadOnlySpan<byte> body, ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Transaction? transaction, out TxDecodeError error)
    {
        transaction = null;
        RlpReader outer = new(body);
        if (!outer.TryReadList(out RlpReader fields)) return Fail(TxDecodeError.MalformedList, out error);
        if (!outer.AtEnd) return Fail(TxDecodeError.TrailingBytes, out error);
        return TransactionFields.TryRead(kind, ref fields, encoded.ToArray(), out transaction, out error);
    }

    private static bool Fail(TxDecodeError reason, out TxDecodeError error)
    {
        error = reason;
        return false;
    }
}
