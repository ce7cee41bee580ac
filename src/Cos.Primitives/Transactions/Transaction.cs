using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>A signed transaction of any of the five kinds. Immutable; fields that its kind lacks are empty.</summary>
public sealed class Transaction
{
    // Both are functions of the fields; a race computes the same bytes twice, and references are written whole.
    private byte[]? _encoded, _digest;

    /// <summary>The envelope.</summary>
    public required TransactionKind Kind { get; init; }

    /// <summary>The chain it is for; null for a legacy transaction signed before EIP-155.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>The sender's nonce.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>The tip in wei a gas; the gas price for legacy and access-list transactions.</summary>
    public required UInt256 MaxPriorityFeePerGas { get; init; }

    /// <summary>The most wei a gas the sender pays; the gas price for legacy and access-list transactions.</summary>
    public required UInt256 MaxFeePerGas { get; init; }

    /// <summary>The most gas it may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The callee, or null to create a contract.</summary>
    public required Address? To { get; init; }

    /// <summary>Wei sent along.</summary>
    public required UInt256 Value { get; init; }

    /// <summary>Call data or init code.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>EIP-2930 access list.</summary>
    public ImmutableArray<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>EIP-4844: the most wei a blob gas.</summary>
    public UInt256 MaxFeePerBlobGas { get; init; }

    /// <summary>EIP-4844 blob hashes.</summary>
    public ImmutableArray<Hash256> BlobVersionedHashes { get; init; } = [];

    /// <summary>EIP-7702 authorizations.</summary>
    public ImmutableArray<Authorization> AuthorizationList { get; init; } = [];

    /// <summary>The sender's signature.</summary>
    public required TransactionSignature Signature { get; init; }

    /// <summary>The EIP-2718 bytes, as sent and hashed; made once and kept.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded ??= TransactionCodec.Encode(this);

    /// <summary>Bytes of <see cref="Encoded"/>.</summary>
    public int EncodedLength => Encoded.Length;

    /// <summary>keccak of <see cref="Encoded"/>, made once and kept.</summary>
    public TxHash Hash => new(new Hash256(_digest ??= Keccak256.Hash(Encoded.Span)));

    /// <summary>The bytes this was decoded from, which are its canonical encoding.</summary>
    internal byte[] KnownEncoding { init => _encoded = value; }

    /// <summary>The same fields under another signature.</summary>
    public Transaction WithSignature(TransactionSignature signature) => new()
    {
        Kind = Kind,
        ChainId = ChainId,
        Nonce = Nonce,
        MaxPriorityFeePerGas = MaxPriorityFeePerGas,
        MaxFeePerGas = MaxFeePerGas,
        GasLimit = GasLimit,
        To = To,
        Value = Value,
        Input = Input,
        AccessList = AccessList,
        MaxFeePerBlobGas = MaxFeePerBlobGas,
        BlobVersionedHashes = BlobVersionedHashes,
        AuthorizationList = AuthorizationList,
        Signature = signature,
    };
}
