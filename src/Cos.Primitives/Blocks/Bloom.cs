using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>A 2048-bit bloom filter of log addresses and topics (Yellow Paper 4.3.1). Immutable.</summary>
public sealed class Bloom : IEquatable<Bloom>
{
    /// <summary>Bytes of a bloom.</summary>
    public const int Size = 256;
    /// <summary>No bit set: the bloom of no logs.</summary>
    public static readonly Bloom Empty = new(new byte[Size]);

    private const int BitsPerItem = 3;
    private readonly byte[] _bits;

    private Bloom(byte[] owned) => _bits = owned;

    /// <summary>Copies exactly 256 bytes, most significant bit first.</summary>
    public Bloom(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size);
        _bits = bytes.ToArray();
    }

    /// <summary>The 256 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bits;
    /// <summary>Whether no bit is set.</summary>
    public bool IsEmpty => !Bytes.ContainsAnyExcept((byte)0);

    /// <summary>The bloom of some logs: every emitter and topic.</summary>
    public static Bloom Of(ReadOnlySpan<Log> logs)
    {
        if (logs.IsEmpty) return Empty;
        byte[] bits = new byte[Size];
        foreach (Log log in logs)
        {
            Add(bits, log.Address.Bytes);
            foreach (Hash256 topic in log.Topics) Add(bits, topic.Bytes);
        }

        return new Bloom(bits);
    }

    /// <summary>False only where <paramref name="item"/>, an address's or a topic's bytes, was surely not added.</summary>
    public bool Contains(ReadOnlySpan<byte> item)
    {
        Span<int> bits = stackalloc int[BitsPerItem];
        BitsOf(item, bits);
        foreach (int bit in bits)
            if ((_bits[Size - 1 - (bit >> 3)] >> (bit & 7) & 1) == 0) return false;
        return true;
    }

    /// <summary>A new bloom with one more item.</summary>
    public Bloom Add(ReadOnlySpan<byte> item)
    {
        byte[] bits = (byte[])_bits.Clone();
        Add(bits, item);
        return new Bloom(bits);
    }

    private static void Add(byte[] bits, ReadOnlySpan<byte> item)
    {
        Span<int> at = stackalloc int[BitsPerItem];
        BitsOf(item, at);
        foreach (int bit in at) bits[Size - 1 - (bit >> 3)] |= (byte)(1 << (bit & 7));
    }

    // The low 11 bits of each of the digest's first three pairs of bytes.
    private static void BitsOf(ReadOnlySpan<byte> item, Span<int> bits)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(item, digest);
        for (int i = 0; i < BitsPerItem; i++) bits[i] = ((digest[2 * i] << 8) | digest[(2 * i) + 1]) & 0x7ff;
    }

    /// <summary>The union of two blooms.</summary>
    public Bloom Or(Bloom other)
    {
        if (other.IsEmpty) return this;
        byte[] union = new byte[Size];
        for (int i = 0; i < Size; i++) union[i] = (byte)(_bits[i] | other._bits[i]);
        return new Bloom(union);
    }

    /// <inheritdoc/>
    public bool Equals(Bloom? other) => other is not null && Bytes.SequenceEqual(other.Bytes);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Bloom);
    /// <inheritdoc/>
    public override int GetHashCode()
    {
        uint mixed = 17;
        foreach (byte b in _bits) mixed = unchecked((mixed * 31) + b);
        return unchecked((int)mixed);
    }
}
