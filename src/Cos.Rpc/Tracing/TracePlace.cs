using Cos.Primitives.Values;

namespace Cos.Rpc.Tracing;

/// <summary>Where a traced transaction is.</summary>
/// <param name="BlockHash">Its block; null for a simulated call.</param>
/// <param name="BlockNumber">Its block's height.</param>
/// <param name="Transaction">Its hash; null for a simulated call.</param>
/// <param name="Index">Its index in the block.</param>
internal readonly record struct TracePlace(BlockHash? BlockHash, ulong BlockNumber, TxHash? Transaction, int Index);
