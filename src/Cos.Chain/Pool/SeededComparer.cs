using System.Security.Cryptography;
using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>Equality of values that strangers choose, hashed with a secret of this process so that nobody can aim at one bucket.</summary>
internal sealed class SeededComparer : IEqualityComparer<Address>, IEqualityComparer<TxHash>, IEqualityComparer<BlockHash>
{
    public static readonly SeededComparer Instance = new();

    private readonly HashCode _seed;

    private SeededComparer() => _seed.AddBytes(RandomNumberGenerator.GetBytes(16));

    public bool Equals(Address x, Address y) => x == y;

    public bool Equals(TxHash x, TxHash y) => x == y;

    public bool Equals(BlockHash x, BlockHash y) => x == y;

    public int GetHashCode(Address obj) => Mix(obj.Bytes);

    public int GetHashCode(TxHash obj) => Mix(obj.Value.Bytes);

    public int GetHashCode(BlockHash obj) => Mix(obj.Value.Bytes);

    private int Mix(ReadOnlySpan<byte> bytes)
    {
        var hash = _seed;
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
