using Cos.Primitives.Values;

namespace Cos.Rpc.Views;

/// <summary>Where a transaction was mined, and what a gas cost it there.</summary>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="BlockNumber">The block's height.</param>
/// <param name="Timestamp">The block's time in seconds.</param>
/// <param name="Index">Its place in the block.</param>
/// <param name="GasPrice">Wei paid a gas.</param>
internal readonly record struct Place(BlockHash BlockHash, ulong BlockNumber, ulong Timestamp, ulong Index, UInt256 GasPrice);
