using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>The fields of each envelope, in their order, from and to RLP.</summary>
internal static class TransactionFields
{
    private const int EthereumVFirst = 27, ProtectedVFirst = 35;

    /// <summary>Writes all fields before the signature.</summary>
    internal static void Write(Transaction tx, RlpWriter writer)
    {
        bool typed = tx.Kind != TransactionKind.Legacy;
        if (typed) writer.Write(RequiredChainId(tx));
        writer.Write(tx.Nonce);
        if (tx.Kind >= TransactionKind.DynamicFee) writer.Write(tx.MaxPriorityFeePerGas);
        writer.Write(tx.MaxFeePerGas);
        writer.Write(tx.GasLimit);
        writer.Write(tx.To);
        writer.Write(tx.Value);
        writer.Write(tx.Input.Span);
        if (typed) TransactionLists.Write(tx.AccessList, writer);
        if (tx.Kind == TransactionKind.Blob)
        {
            writer.Write(tx.MaxFeePerBlobGas);
            writer.StartList();
            foreach (Hash256 hash in tx.BlobVersionedHashes) writer.Write(hash);
            writer.EndList();
        }

        if (tx.Kind == TransactionKind.SetCode) TransactionLists.Write(tx.AuthorizationList, writer);
    }

    private static ulong RequiredChainId(Transaction tx)
    {
        Invariant.Require(tx.ChainId is not null, "a typed transaction names its chain");
        return tx.ChainId.Value;
    }

    /// <summary>Reads all fields, the signature with them, and nothing after.</summary>
    internal static bool TryRead(TransactionKind kind, ref RlpReader fields, byte[] encoded, [NotNullWhen(true)] out Transaction? tx, out TxDecodeError error)
    {
        tx = null;
        error = TxDecodeError.Unspecified;
        ulong chain = 0;
        UInt256 tip = default, blobFee = default;
        ImmutableArray<AccessListEntry> accesses = [];
        ImmutableArray<Hash256> blobs = [];
        ImmutableArray<Authorization> authorizations = [];
        bool typed = kind != TransactionKind.Legacy;
        if (typed && !fields.TryReadUInt64(out chain)) return Fail(ref fields, TxDecodeError.BadChainId, out error);
        if (!fields.TryReadUInt64(out ulong nonce)) return Fail(ref fields, TxDecodeError.BadNonce, out error);
        if (kind >= TransactionKind.DynamicFee && !fields.TryReadUInt256(out tip)) return Fail(ref fields, TxDecodeError.BadPriorityFee, out error);
        if (!fields.TryReadUInt256(out UInt256 price)) return Fail(ref fields, TxDecodeError.BadGasPrice, out error);
        if (!fields.TryReadUInt64(out ulong gas)) return Fail(ref fields, TxDecodeError.BadGasLimit, out error);
        if (!TryReadRecipient(ref fields, kind < TransactionKind.Blob, out Address? to)) return Fail(ref fields, TxDecodeError.BadRecipient, out error);
        if (!fields.TryReadUInt256(out UInt256 value)) return Fail(ref fields, TxDecodeError.BadValue, out error);
        if (!fields.TryReadBytes(out ReadOnlySpan<byte> input)) return Fail(ref fields, TxDecodeError.BadInput, out error);
        if (typed && !TransactionLists.TryReadAccesses(ref fields, out accesses)) return Fail(ref fields, TxDecodeError.BadAccessList, out error);
        if (kind == TransactionKind.Blob && !fields.TryReadUInt256(out blobFee)) return Fail(ref fields, TxDecodeError.BadBlobFee, out error);
        if (kind == TransactionKind.Blob && !TransactionLists.TryReadHashes(ref fields, out blobs)) return Fail(ref fields, TxDecodeError.BadBlobHashes, out error);
        if (kind == TransactionKind.SetCode && !TransactionLists.TryReadAuthorizations(ref fields, out authorizations))
            return Fail(ref fields, TxDecodeError.BadAuthorizations, out error);
        if (!TryReadSignature(ref fields, typed, chain, out TransactionSignature? signature, out ulong? chainId, out error)) return false;

        tx = new Transaction
        {
            Kind = kind,
            ChainId = chainId,
            Nonce = nonce,
            MaxPriorityFeePerGas = kind >= TransactionKind.DynamicFee ? tip : price,
            MaxFeePerGas = price,
            GasLimit = gas,
            To = to,
            Value = value,
            Input = input.ToArray(),
            AccessList = accesses,
            MaxFeePerBlobGas = blobFee,
            BlobVersionedHashes = blobs,
            AuthorizationList = authorizations,
            Signature = signature,
            KnownEncoding = encoded,
        };
        return true;
    }

    private static bool TryReadRecipient(ref RlpReader fields, bool mayCreate, out Address? to)
    {
        to = null;
        RlpReader ahead = fields;
        if (!ahead.TryReadBytes(out ReadOnlySpan<byte> bytes)) return false;
        bool creates = bytes.IsEmpty && mayCreate; // EIP-4844 and EIP-7702 transactions cannot create
        if (!creates && bytes.Length != Address.Size) return false;
        if (!creates) to = new Address(bytes);
        fields = ahead;
        return true;
    }

    private static bool TryReadSignature(
        ref RlpReader fields, bool typed, ulong typedChain, [NotNullWhen(true)] out TransactionSignature? signature, out ulong? chainId, out TxDecodeError error)
    {
        signature = null;
        chainId = typedChain;
        if (!fields.TryReadUInt256(out UInt256 v)) return Fail(ref fields, TxDecodeError.BadSignatureV, out error);
        if (!(typed ? v <= UInt256.One : TryChainOfV(in v, out chainId))) return Fail(ref fields, TxDecodeError.BadSignatureV, out error);
        if (!fields.TryReadUInt256(out UInt256 r)) return Fail(ref fields, TxDecodeError.BadSignatureR, out error);
        if (!fields.TryReadUInt256(out UInt256 s)) return Fail(ref fields, TxDecodeError.BadSignatureS, out error);
        error = fields.AtEnd ? TxDecodeError.Unspecified : TxDecodeError.TooManyFields;
        signature = new TransactionSignature(v, r, s);
        return fields.AtEnd;
    }

    // EIP-155: 27 or 28 names no chain, 35 + 2 * chain + parity names one.
    private static bool TryChainOfV(in UInt256 v, out ulong? chainId)
    {
        chainId = null;
        if (v == EthereumVFirst || v == EthereumVFirst + 1) return true;
        if (v < (UInt256)ProtectedVFirst) return false;
        UInt256 chain = (v - ProtectedVFirst) >> 1;
        chainId = chain.U0;
        return chain.FitsUInt64;
    }

    private static bool Fail(ref RlpReader fields, TxDecodeError reason, out TxDecodeError error)
    {
        error = fields.AtEnd ? TxDecodeError.TooFewFields : reason;
        return false;
    }
}
