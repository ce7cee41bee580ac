using Cos.Chain.Ports;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Chain.Forks;

/// <summary>The hashes before a canonical block, read from the store.</summary>
internal static class AncestorWalk
{
    public static AncestorHashes Of(IBlockStore blocks, BlockHeader header)
    {
        ulong first = header.Number - Math.Min(header.Number, AncestorHashes.HashesMax);
        var hashes = new Hash256[header.Number - first];
        for (int i = 0; i < hashes.Length; i++)
        {
            Invariant.Require(blocks.TryGetCanonicalHash(first + (ulong)i, out var hash), "the canonical chain has no gaps");
            hashes[i] = hash.Value;
        }

        return AncestorHashes.From(first, hashes);
    }
}
