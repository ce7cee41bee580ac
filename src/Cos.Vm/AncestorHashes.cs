using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Vm;

/// <summary>The hashes of up to 256 blocks before the one that runs, for BLOCKHASH. Immutable.</summary>
public sealed class AncestorHashes
{
    /// <summary>How many blocks back BLOCKHASH sees.</summary>
    public const int HashesMax = 256;

    /// <summary>No ancestors: what genesis has.</summary>
    public static readonly AncestorHashes Empty = new(0, []);

    private readonly ulong _first;
    private readonly ImmutableArray<Hash256> _hashes;

    private AncestorHashes(ulong first, ImmutableArray<Hash256> hashes) => (_first, _hashes) = (first, hashes);

    /// <summary>The hashes of the blocks from <paramref name="first"/> on, oldest first; only the newest 256 are kept.</summary>
    public static AncestorHashes From(ulong first, ReadOnlySpan<Hash256> hashes)
    {
        var surplus = Math.Max(0, hashes.Length - HashesMax);
        return new AncestorHashes(first + (ulong)surplus, ImmutableArray.Create(hashes[surplus..]));
    }

    /// <summary>These and one block more; a number that does not follow the newest starts anew.</summary>
    public AncestorHashes With(ulong number, in Hash256 hash)
    {
        if (_hashes.IsEmpty || number != _first + (ulong)_hashes.Length)
        {
            return new AncestorHashes(number, [hash]);
        }

        return _hashes.Length < HashesMax
            ? new AncestorHashes(_first, _hashes.Add(hash))
            : new AncestorHashes(_first + 1, [.. _hashes.AsSpan()[1..], hash]);
    }

    /// <summary>The hash of a block, or zero where it is not among them.</summary>
    public Hash256 At(ulong number) =>
        number >= _first && number - _first < (ulong)_hashes.Length ? _hashes[(int)(number - _first)] : Hash256.Zero;
}
