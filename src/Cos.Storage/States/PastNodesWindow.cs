using System.Diagnostics.CodeAnalysis;

namespace Cos.Storage.States;

/// <summary>The trie nodes that the newest blocks replaced, kept in memory so that proofs reach a little into the past: 128 blocks, or fewer when they are large.</summary>
public sealed class PastNodesWindow
{
    /// <summary>The most blocks kept.</summary>
    public const int BlocksMax = 128;

    private const long BytesMax = 96L << 20;

    private volatile PastNodes[] _blocks = [];

    /// <summary>Adds blocks in order of height; the oldest give way.</summary>
    public void Add(IReadOnlyList<PastNodes> blocks)
    {
        var all = _blocks.Concat(blocks).ToArray();
        var first = Math.Max(0, all.Length - BlocksMax);
        var bytes = all[first..].Sum(block => block.Bytes);
        while (bytes > BytesMax && first < all.Length)
        {
            bytes -= all[first++].Bytes;
        }

        _blocks = all[first..];
    }

    /// <summary>The blocks from <paramref name="first"/> to <paramref name="last"/> in order; false when one of them is not kept.</summary>
    public bool TryFrom(ulong first, ulong last, [NotNullWhen(true)] out PastNodes[]? blocks)
    {
        blocks = [.. _blocks.Where(block => block.Height >= first && block.Height <= last)];
        return (ulong)blocks.Length == last - first + 1;
    }
}
