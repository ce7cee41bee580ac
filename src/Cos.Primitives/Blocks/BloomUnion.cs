namespace Cos.Primitives.Blocks;

/// <summary>The union of many blooms, in one buffer: a block's bloom as its receipts come.</summary>
public sealed class BloomUnion
{
    private readonly byte[] _bits = new byte[Bloom.Size];

    /// <summary>Adds what another bloom has.</summary>
    public void Add(Bloom other)
    {
        if (ReferenceEquals(other, Bloom.Empty)) return; // most transactions without logs
        for (int i = 0; i < _bits.Length; i++) _bits[i] |= other.Bytes[i];
    }

    /// <summary>The union so far.</summary>
    public Bloom ToBloom() => new(_bits);
}
