namespace Cos.Storage.States;

/// <summary>Trie nodes that one block replaced, as they were before it; null where there was none.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="StateRoot">The root before the block.</param>
/// <param name="Before">Nodes by key.</param>
/// <param name="Bytes">What this takes in memory, roughly.</param>
public sealed record PastNodes(ulong Height, Primitives.Values.Hash256 StateRoot, Dictionary<byte[], byte[]?>.AlternateLookup<ReadOnlySpan<byte>> Before, long Bytes);
