namespace Cos.Primitives.Values;

/// <summary>The hash that names a transaction.</summary>
/// <param name="Value">The digest.</param>
public readonly record struct TxHash(Hash256 Value) : IComparable<TxHash>
{
    /// <summary>No transaction.</summary>
    public static readonly TxHash Zero;

    /// <summary>Byte order.</summary>
    public int CompareTo(TxHash other) => Value.CompareTo(other.Value);
    /// <summary>"0x" and 64 lower-case digits.</summary>
    public override string ToString() => Value.ToString();
}
