using System.Buffers.Binary;
using System.Numerics;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Vm.Calls;

/// <summary>The addresses that creations make.</summary>
public static class ContractAddress
{
    /// <summary>CREATE and transactions: the low 20 bytes of keccak256(RLP[creator, nonce]), with the nonce from before it is incremented.</summary>
    public static Address OfNonce(in Address creator, ulong nonce)
    {
        Span<byte> rlp = stackalloc byte[2 + Address.Size + 1 + sizeof(ulong)];
        var nonceBytes = (64 - BitOperations.LeadingZeroCount(nonce) + 7) >> 3;
        var isSelfEncoding = nonce is > 0 and < 0x80;
        var payload = 1 + Address.Size + (isSelfEncoding ? 1 : 1 + nonceBytes);
        rlp[0] = (byte)(0xc0 + payload);
        rlp[1] = 0x80 + Address.Size;
        creator.Bytes.CopyTo(rlp[2..]);
        var tail = rlp[(2 + Address.Size)..];
        if (isSelfEncoding)
        {
            tail[0] = (byte)nonce;
        }
        else
        {
            Span<byte> wide = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(wide, nonce);
            tail[0] = (byte)(0x80 + nonceBytes);
            wide[(sizeof(ulong) - nonceBytes)..].CopyTo(tail[1..]);
        }

        return LowOfDigest(rlp[..(1 + payload)]);
    }

    /// <summary>CREATE2 (EIP-1014): the low 20 bytes of keccak256(0xff ‖ creator ‖ salt ‖ keccak256(initialisation code)).</summary>
    public static Address OfSalt(in Address creator, in UInt256 salt, ReadOnlySpan<byte> initCode)
    {
        Span<byte> preimage = stackalloc byte[1 + Address.Size + UInt256.Size + Hash256.Size];
        preimage[0] = 0xff;
        creator.Bytes.CopyTo(preimage[1..]);
        salt.WriteBigEndian(preimage[(1 + Address.Size)..]);
        Keccak256.Hash(initCode, preimage[(1 + Address.Size + UInt256.Size)..]);
        return LowOfDigest(preimage);
    }

    private static Address LowOfDigest(ReadOnlySpan<byte> preimage)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(preimage, digest);
        return new Address(digest[(Hash256.Size - Address.Size)..]);
    }
}
