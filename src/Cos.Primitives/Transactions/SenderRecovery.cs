using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>Who signed a transaction or an authorization.</summary>
public static class SenderRecovery
{
    private const byte AuthorizationMagic = 0x05; // EIP-7702
    private const int EthereumVFirst = 27;

    // EIP-2: half the order of secp256k1; a larger s is the same signature turned over, and refused.
    private static readonly UInt256 SMax = new(0xdfe92f46681b20a0, 0x5d576e7357a4501d, 0xffffffffffffffff, 0x7fffffffffffffff);

    /// <summary>Recovers the sender; false where no key made this signature (r or s zero or out of range, high s, no such point).</summary>
    public static bool TryRecover(Transaction transaction, out Address sender)
    {
        sender = Address.Zero;
        TransactionSignature signature = transaction.Signature;
        if (!TryParity(transaction, out int parity)) return false;
        return TryRecover(TransactionCodec.SigningHash(transaction), signature, parity, out sender);
    }

    /// <summary>Recovers an EIP-7702 authority: the signer of keccak(0x05 || rlp([chain id, address, nonce])).</summary>
    public static bool TryRecoverAuthority(Authorization authorization, out Address authority)
    {
        authority = Address.Zero;
        if (authorization.Signature.V > UInt256.One) return false;
        return TryRecover(SigningHash(authorization.ChainId, authorization.Target, authorization.Nonce), authorization.Signature, (int)authorization.Signature.V.U0, out authority);
    }

    /// <summary>What an EIP-7702 authority signs.</summary>
    public static Hash256 SigningHash(in UInt256 chainId, in Address target, ulong nonce)
    {
        RlpWriter writer = new();
        writer.WriteTypeByte(AuthorizationMagic);
        writer.StartList();
        writer.Write(in chainId);
        writer.Write(in target);
        writer.Write(nonce);
        writer.EndList();
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(writer.Written, digest);
        return new Hash256(digest);
    }

    private static bool TryParity(Transaction transaction, out int parity)
    {
        UInt256 v = transaction.Signature.V;
        if (transaction.Kind == TransactionKind.Legacy)
        {
            UInt256 first = transaction.ChainId is { } chain ? ((UInt256)chain << 1) + 35 : EthereumVFirst;
            v -= first;
        }

        parity = (int)(v.U0 & 1);
        return v <= UInt256.One;
    }

    private static bool TryRecover(in Hash256 hash, TransactionSignature signature, int parity, out Address signer)
    {
        signer = Address.Zero;
        if (signature.R.IsZero || signature.S.IsZero || signature.S > SMax) return false;
        Span<byte> rs = stackalloc byte[Secp256k1.SignatureSize];
        signature.R.WriteBigEndian(rs);
        signature.S.WriteBigEndian(rs[UInt256.Size..]);
        Span<byte> key = stackalloc byte[Secp256k1.PublicKeySize];
        if (!Secp256k1.TryRecover(hash.Bytes, rs, parity, key)) return false;
        signer = Address.FromPublicKey(key);
        return true;
    }
}
