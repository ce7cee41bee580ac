using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Values;

namespace Cos.Vm.Code;

/// <summary>Analysed code by its hash, bounded in bytes. Not thread-safe. What is cached never changes a result: code is its hash's only preimage.</summary>
public sealed class CodeCache
{
    /// <summary>Bytes that one of the two generations holds at most.</summary>
    public const long GenerationBytesMax = 32L << 20;

    // Two generations: when the young one is full it becomes the old one, and what is still used comes back from there.
    private Dictionary<Hash256, ByteCode> _young = new(HashPrefixComparer.Instance);
    private Dictionary<Hash256, ByteCode> _old = new(HashPrefixComparer.Instance);
    private long _youngBytes;

    /// <summary>Finds analysed code.</summary>
    public bool TryGet(in Hash256 hash, [NotNullWhen(true)] out ByteCode? code)
    {
        if (_young.TryGetValue(hash, out code))
        {
            return true;
        }

        if (!_old.TryGetValue(hash, out code))
        {
            return false;
        }

        Add(hash, code);
        return true;
    }

    /// <summary>Keeps analysed code.</summary>
    public void Add(in Hash256 hash, ByteCode code)
    {
        if (_youngBytes + code.Footprint > GenerationBytesMax)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
            _youngBytes = 0;
        }

        if (_young.TryAdd(hash, code))
        {
            _youngBytes += code.Footprint;
        }
    }

    // Code hashes are Keccak digests: any four bytes of them are a table hash, and a stranger pays in work for each collision.
    private sealed class HashPrefixComparer : IEqualityComparer<Hash256>
    {
        public static readonly HashPrefixComparer Instance = new();

        public bool Equals(Hash256 x, Hash256 y) => x == y;

        public int GetHashCode(Hash256 obj) => BitConverter.ToInt32(obj.Bytes[28..]);
    }
}
