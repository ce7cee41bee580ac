using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Fuzzing.Targets;

/// <summary>Transactions of every kind: what decodes is encoded back byte for byte, and its sender is found or it has none.</summary>
public sealed class TransactionTarget : IFuzzTarget
{
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)0x46, 32)];

    /// <inheritdoc />
    public string Name => "transaction";

    /// <inheritdoc />
    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Seed(TransactionKind.Legacy), Seed(TransactionKind.AccessList), Seed(TransactionKind.DynamicFee), Seed(TransactionKind.SetCode), Seed(TransactionKind.Blob),
    ];

    /// <inheritdoc />
    public bool Run(ReadOnlySpan<byte> input)
    {
        if (!TransactionCodec.TryDecode(input, out var transaction, out _))
        {
            return false;
        }

        FindingException.Require(TransactionCodec.Encode(transaction).AsSpan().SequenceEqual(input), "a transaction that decodes is encoded back as it was");
        SenderRecovery.TryRecover(transaction, out _);
        foreach (var authorization in transaction.AuthorizationList)
        {
            SenderRecovery.TryRecoverAuthority(authorization, out _);
        }

        return true;
    }

    private static byte[] Seed(TransactionKind kind) => TransactionCodec.Encode(new Transaction
    {
        Kind = kind,
        ChainId = 3077,
        Nonce = 7,
        MaxPriorityFeePerGas = 1,
        MaxFeePerGas = kind is TransactionKind.Legacy or TransactionKind.AccessList ? 1UL : 20_000_000_000,
        GasLimit = 100_000,
        To = Address.FromLow(0xc0de),
        Value = UInt256.One << 70,
        Input = new byte[40],
        AccessList = kind == TransactionKind.Legacy ? [] : [new AccessListEntry(Address.FromLow(1), [UInt256.One, UInt256.Zero])],
        AuthorizationList = kind == TransactionKind.SetCode ? [TransactionSigner.Authorize(3077, Address.FromLow(2), 5, Key)] : [],
        MaxFeePerBlobGas = kind == TransactionKind.Blob ? UInt256.One : UInt256.Zero,
        BlobVersionedHashes = kind == TransactionKind.Blob ? [Hash256.FromUInt256(UInt256.One << 248)] : [],
        Signature = new TransactionSignature(UInt256.Zero, UInt256.Zero, UInt256.Zero),
    }.Sign(Key));
}
