using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>A log and where it was emitted.</summary>
/// <param name="Log">The event.</param>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="BlockNumber">The block's height.</param>
/// <param name="BlockTimestamp">The block's time in seconds.</param>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="TransactionIndex">The transaction's place in the block, from zero.</param>
/// <param name="LogIndex">The log's place in the block, from zero.</param>
public sealed record LogEntry(
    Log Log, BlockHash BlockHash, ulong BlockNumber, ulong BlockTimestamp, TxHash TransactionHash, int TransactionIndex, int LogIndex);
