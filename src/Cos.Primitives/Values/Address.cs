using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;

namespace Cos.Primitives.Values;

/// <summary>A 20-byte account address. Ordered as bytes, so it sorts the same in memory and in the store.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    /// <summary>Bytes of an address.</summary>
    public const int Size = 20;
    /// <summary>All bytes zero.</summary>
    public static readonly Address Zero;

    private readonly ulong _w0, _w1;
    private readonly uint _w2;

    /// <summary>Copies exactly 20 bytes.</summary>
    public Address(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size);
        this = Unsafe.ReadUnaligned<Address>(ref MemoryMarshal.GetReference(bytes)); // 20 bytes were just required
    }

    private Address(ulong w0, ulong w1, uint w2) => (_w0, _w1, _w2) = (w0, w1, w2);

    /// <summary>The 20 bytes, in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Address>(in this));
    /// <summary>Whether every byte is zero.</summary>
    public bool IsZero => (_w0 | _w1 | _w2) == 0;

    /// <summary>The address whose big-endian number is <paramref name="value"/>, as precompiles and native contracts have.</summary>
    public static Address FromLow(ulong value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(bytes[12..], value);
        return new Address(bytes);
    }

    /// <summary>The low 20 bytes of an EVM word.</summary>
    // Limb by limb, here and in ToWord: bytes written one way and read another would make the processor wait.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Address FromWord(in UInt256 word) => unchecked(new(
        WideBytes.BigEndian((word.U2 << 32) | (word.U1 >> 32)), WideBytes.BigEndian((word.U1 << 32) | (word.U0 >> 32)), WideBytes.BigEndian((uint)word.U0)));

    /// <summary>The address as an EVM word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt256 ToWord()
    {
        ulong high = WideBytes.BigEndian(_w0), middle = WideBytes.BigEndian(_w1);
        return unchecked(new UInt256((middle << 32) | WideBytes.BigEndian(_w2), (high << 32) | (middle >> 32), high >> 32, 0));
    }

    /// <summary>Reads "0x" and 40 digits of any case; a mixed-case checksum is not judged.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Address address)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool read = Hex.TryDecodeExact(text, bytes);
        address = read ? new Address(bytes) : Zero;
        return read;
    }

    /// <summary>The address of a 64-byte secp256k1 public key: the low 20 bytes of its keccak.</summary>
    public static Address FromPublicKey(ReadOnlySpan<byte> publicKey64) => FromPreimage(publicKey64);

    /// <summary>The contract a sender's CREATE makes at a nonce: of keccak(rlp([sender, nonce])).</summary>
    public static Address ForCreate(in Address sender, ulong nonce)
    {
        const int PayloadMax = 1 + Size + 1 + sizeof(ulong);
        Span<byte> list = stackalloc byte[1 + PayloadMax];
        int length = 1 + Rlp.WriteBytes(list[1..], sender.Bytes);
        UInt256 number = nonce;
        Span<byte> digits = stackalloc byte[UInt256.Size];
        length += Rlp.WriteBytes(list[length..], digits[..number.WriteMinimal(digits)]);
        Rlp.WriteListPrefix(list, length - 1);
        return FromPreimage(list[..length]);
    }

    /// <summary>The contract a sender's CREATE2 makes: of keccak(0xff || sender || salt || keccak(init code)) (EIP-1014).</summary>
    public static Address ForCreate2(in Address sender, in Hash256 salt, in Hash256 initCodeHash)
    {
        Span<byte> preimage = stackalloc byte[1 + Size + (2 * Hash256.Size)];
        preimage[0] = 0xff;
        sender.Bytes.CopyTo(preimage[1..]);
        salt.Bytes.CopyTo(preimage[(1 + Size)..]);
        initCodeHash.Bytes.CopyTo(preimage[(1 + Size + Hash256.Size)..]);
        return FromPreimage(preimage);
    }

    private static Address FromPreimage(ReadOnlySpan<byte> preimage)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(preimage, digest);
        return new Address(digest[(Hash256.Size - Size)..]);
    }

    /// <summary>Whether the bytes are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(Address a, Address b) => a.Equals(b);
    /// <summary>Whether any byte differs.</summary>
    public static bool operator !=(Address a, Address b) => !a.Equals(b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(Address other) => ((_w0 ^ other._w0) | (_w1 ^ other._w1) | (_w2 ^ other._w2)) == 0;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Address other && Equals(other);
    /// <summary>An unseeded mix: tables keyed by addresses that strangers choose take a seeded comparer.</summary>
    public override int GetHashCode() => unchecked((int)(((_w0 ^ (_w1 * 0x9e3779b97f4a7c15) ^ _w2) * 0xd6e8feb86659fd93) >> 32));
    /// <summary>Byte order.</summary>
    public int CompareTo(Address other) => Bytes.SequenceCompareTo(other.Bytes);
    /// <summary>"0x" and 40 lower-case digits.</summary>
    public override string ToString() => Hex.Encode(Bytes);

    /// <summary>"0x" and 40 digits whose case is a checksum (EIP-55).</summary>
    public string ToChecksumString()
    {
        Span<byte> ascii = stackalloc byte[Size * 2], digest = stackalloc byte[Hash256.Size];
        Span<char> text = stackalloc char[2 + (Size * 2)];
        ToString().CopyTo(text);
        for (int i = 0; i < ascii.Length; i++) ascii[i] = (byte)text[2 + i];
        Keccak256.Hash(ascii, digest);
        for (int i = 0; i < ascii.Length; i++)
        {
            int nibble = (digest[i / 2] >> ((i & 1) == 0 ? 4 : 0)) & 15;
            if (nibble >= 8) text[2 + i] = char.ToUpperInvariant(text[2 + i]);
        }

        return new string(text);
    }
}
