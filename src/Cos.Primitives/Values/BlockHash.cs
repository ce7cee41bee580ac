namespace Cos.Primitives.Values;

/// <summary>The hash that names a block.</summary>
/// <param name="Value">The digest.</param>
public readonly record struct BlockHash(Hash256 Value) : IComparable<BlockHash>
{
    /// <summary>No block.</summary>
    public static readonly BlockHash Zero;

    /// <summary>Byte order.</summary>
    public int CompareTo(BlockHash other) => Value.CompareTo(other.Value);
    /// <summary>"0x" and 64 lower-case digits.</summary>
    public override string ToString() => Value.ToString();
}
