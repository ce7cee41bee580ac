using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cos.Primitives.Values;

/// <summary>A 32-byte Keccak-256 digest. Ordered as bytes, so it sorts the same in memory and in the store.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash256 : IComparable<Hash256>
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;
    /// <summary>All bytes zero; a placeholder, never the digest of anything known.</summary>
    public static readonly Hash256 Zero;

    // Four words rather than an inline array, whose default Equals throws.
    private readonly ulong _w0, _w1, _w2, _w3;

    /// <summary>Copies exactly 32 bytes.</summary>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size);
        this = Unsafe.ReadUnaligned<Hash256>(ref MemoryMarshal.GetReference(bytes)); // 32 bytes were just required
    }

    private Hash256(ulong w0, ulong w1, ulong w2, ulong w3) => (_w0, _w1, _w2, _w3) = (w0, w1, w2, w3);

    /// <summary>The 32 bytes, in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash256>(in this));
    /// <summary>Whether every byte is zero.</summary>
    public bool IsZero => (_w0 | _w1 | _w2 | _w3) == 0;

    /// <summary>Reads "0x" and 64 digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool read = Hex.TryDecodeExact(text, bytes);
        hash = read ? new Hash256(bytes) : Zero;
        return read;
    }

    /// <summary>The digest as a 256-bit big-endian number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt256 ToUInt256() =>
        new(WideBytes.BigEndian(_w3), WideBytes.BigEndian(_w2), WideBytes.BigEndian(_w1), WideBytes.BigEndian(_w0));

    /// <summary>The 32 big-endian bytes of a number.</summary>
    public static Hash256 FromUInt256(in UInt256 value) =>
        new(WideBytes.BigEndian(value.U3), WideBytes.BigEndian(value.U2), WideBytes.BigEndian(value.U1), WideBytes.BigEndian(value.U0));

    /// <summary>Bits of the digest as they are, unseeded: tables keyed by bytes that strangers choose take a seeded comparer.</summary>
    public override int GetHashCode() => unchecked((int)(_w0 ^ (_w1 >> 7) ^ (_w2 << 3) ^ (_w3 >> 32)));
    /// <summary>Byte order.</summary>
    public int CompareTo(Hash256 other) => Bytes.SequenceCompareTo(other.Bytes);
    /// <summary>"0x" and 64 lower-case digits.</summary>
    public override string ToString() => Hex.Encode(Bytes);
}
