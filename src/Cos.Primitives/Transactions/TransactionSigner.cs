using Cos.Crypto.Signatures;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>Signs transactions and authorizations with a key at hand: dev accounts, the command line, tests.</summary>
public static class TransactionSigner
{
    private const int ProtectedVFirst = 35, EthereumVFirst = 27;

    /// <summary>The same transaction signed by a 32-byte private key, whatever signature it had.</summary>
    public static Transaction Sign(this Transaction transaction, ReadOnlySpan<byte> privateKey32)
    {
        TransactionSignature signature = Sign(TransactionCodec.SigningHash(transaction), privateKey32);
        if (transaction.Kind != TransactionKind.Legacy) return transaction.WithSignature(signature);
        UInt256 first = transaction.ChainId is { } chain ? ((UInt256)chain << 1) + ProtectedVFirst : EthereumVFirst;
        return transaction.WithSignature(signature with { V = first + signature.V });
    }

    /// <summary>An EIP-7702 authorization signed by a 32-byte private key.</summary>
    public static Authorization Authorize(in UInt256 chainId, in Address target, ulong nonce, ReadOnlySpan<byte> privateKey32) =>
        new(chainId, target, nonce, Sign(SenderRecovery.SigningHash(in chainId, in target, nonce), privateKey32));

    private static TransactionSignature Sign(in Hash256 hash, ReadOnlySpan<byte> privateKey32)
    {
        Span<byte> rs = stackalloc byte[Secp256k1.SignatureSize];
        Secp256k1.Sign(hash.Bytes, privateKey32, rs, out int parity);
        return new TransactionSignature((ulong)parity, UInt256.FromBigEndian(rs[..UInt256.Size]), UInt256.FromBigEndian(rs[UInt256.Size..]));
    }
}
