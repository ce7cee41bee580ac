using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Votes;
using Microsoft.Extensions.Logging;

namespace Cos.Node.Diagnostics;

/// <summary>A line for each block that holds something, a line now and then for empty ones, a warning for each branch given up.</summary>
public sealed class HeadLog : IChainListener
{
    private const ulong EmptyBlocksPerLine = 120;

    private readonly ILogger _log;

    /// <summary>Writes to <paramref name="log"/>.</summary>
    public HeadLog(ILogger log) => _log = log;

    /// <inheritdoc />
    public void OnHeadChanged(HeadChange change)
    {
        if (change.Removed.Length > 0)
        {
            _log.LogWarning("switched branches: {Removed} blocks given up from height {Height}", change.Removed.Length, change.Removed[^1].Number);
        }

        foreach (var block in change.Added)
        {
            if (block.Receipts.Length > 0)
            {
                _log.LogInformation("block {Height} {Hash} · {Transactions} transactions · {Gas} gas", block.Number, block.Hash, block.Receipts.Length, block.Header.GasUsed);
            }
            else if (block.Number % EmptyBlocksPerLine == 0)
            {
                _log.LogInformation("block {Height} {Hash} · empty · final {Final}", block.Number, block.Hash, change.Head.Final.Number);
            }
        }
    }

    /// <inheritdoc />
    public void OnFinalised(Certificate certificate, HeadSnapshot head) => _log.LogDebug("final {Height} {Hash}", certificate.BlockNumber, certificate.BlockHash);

    /// <inheritdoc />
    public void OnPendingTransaction(RecoveredTransaction transaction) => _log.LogTrace("pending {Hash} from {Sender}", transaction.Transaction.Hash, transaction.Sender);
}
