using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>Where on the canonical chain a transaction is.</summary>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="BlockNumber">The block's height.</param>
/// <param name="Index">The transaction's place in the block, from zero.</param>
public readonly record struct TransactionLocation(BlockHash BlockHash, ulong BlockNumber, int Index);
