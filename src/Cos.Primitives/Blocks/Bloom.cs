namespace Cos.Primitives.Blocks;

/// <summary>A 2048-bit bloom filter of log addresses and topics (Yellow Paper 4.3.1). Immutable.</summary>
public sealed class Bloom : IEquatable<Bloom>
{
    /// <summary>Bytes of a bloom.</summary>
    public const int Size = 256;
    /// <summary>No bit set: the bloom of no logs.</summary>
    public static readonly Bloom Empty = new(new byte[Size]);

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
