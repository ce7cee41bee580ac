using Cos.Node.Configuration;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Storage.Audit;
using Cos.Storage.Rocks;
using Microsoft.Extensions.Logging;

namespace Cos.Node.Hosting;

/// <summary>The start-up check of <c>--state-verify</c>: the whole state on disk is what the chain says, or the node does not start.</summary>
public static class StateVerification
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);

    /// <summary>Verifies the flushed state of a chain; logs how far it is and what it counted.</summary>
    /// <exception cref="StorageException">Something is wrong; the message says what, and how to mend it.</exception>
    /// <exception cref="OperationCanceledException">The node is to stop.</exception>
    public static void Require(RocksDatabase database, ChainSpec spec, TimeProvider time, ILogger logger, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var reported = start;
        UInt256? supply = spec.Rules.FeeRule == FeeRule.Credit ? Credit.TotalSupply.ToWei() : null;
        var report = StateAudit.Run(
            database,
            supply,
            progress =>
            {
                if (time.GetElapsedTime(reported) >= BetweenReports)
                {
                    reported = time.GetTimestamp();
                    logger.LogInformation("verifying the state: {Stage}, {Entries} entries{Of}", progress.Stage, progress.Entries, progress.EntriesExpected is { } all ? $" of {all}" : "");
                }
            },
            stop);
        if (!report.IsSound)
        {
            throw new StorageException(FaultText(report), null);
        }

        if (report.Tip.IsNone)
        {
            logger.LogInformation("no state to verify: the chain begins");
            return;
        }

        logger.LogInformation(
            "state of block {Height} verified in {Seconds:F1} s: {Accounts} accounts, {Contracts} of them with code, {Slots} slots, {Nodes} trie nodes; balances sum to {Sum} wei",
            report.Tip.Height,
            time.GetElapsedTime(start).TotalSeconds,
            report.Accounts,
            report.Contracts,
            report.Slots,
            report.Nodes,
            report.Balances.Low);
    }

    private static string FaultText(StateAuditReport report)
    {
        var more = report.Faults.Length == StateAudit.FaultsMax ? $"; the first {StateAudit.FaultsMax} faults" : "";
        var lines = string.Join(Environment.NewLine + "  ", report.Faults);
        return $"the state of block {report.Tip.Height} on disk is damaged{more}:{Environment.NewLine}  {lines}{Environment.NewLine}"
            + $"Keep the data folder and the log for a report, check the disk and the memory, and restore the folder from a copy; a dev chain starts over with {Settings.Reset.Flag}";
    }
}
