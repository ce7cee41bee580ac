using System.Buffers.Binary;
using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Primitives.Schedule;

/// <summary>The order of seats in a round (consensus.md, Schedule): Fisher–Yates from the last index down, drawn from the parent's PREVRANDAO.</summary>
public static class RoundShuffle
{
    /// <summary>The seats shuffled with <c>j = keccak(prevRandao ‖ round ‖ i) mod (i + 1)</c>; round and index are 8 bytes, big-endian.</summary>
    /// <param name="seats">The confirmed election's seats in its order.</param>
    /// <param name="prevRandao">PREVRANDAO of the parent of the block that computes the round.</param>
    /// <param name="round">The round whose order this is.</param>
    public static ImmutableArray<Address> Shuffle(ImmutableArray<Address> seats, in Hash256 prevRandao, ulong round)
    {
        Span<byte> seed = stackalloc byte[Hash256.Size + 16];
        Span<byte> digest = stackalloc byte[Hash256.Size];
        prevRandao.Bytes.CopyTo(seed);
        BinaryPrimitives.WriteUInt64BigEndian(seed[Hash256.Size..], round);
        var order = seats.ToArray();
        for (int i = order.Length - 1; i > 0; i--)
        {
            BinaryPrimitives.WriteUInt64BigEndian(seed[(Hash256.Size + 8)..], (ulong)i);
            Keccak256.Hash(seed, digest);
            var j = (int)(ulong)(UInt256.FromBigEndian(digest) % (UInt256)(ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return ImmutableArray.Create(order);
    }
}
