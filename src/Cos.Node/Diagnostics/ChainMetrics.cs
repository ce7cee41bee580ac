using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Votes;
using Prometheus;

namespace Cos.Node.Diagnostics;

/// <summary>The chain's figures for Prometheus, kept as the chain moves.</summary>
public sealed class ChainMetrics : IChainListener
{
    private readonly Gauge _head;
    private readonly Gauge _final;
    private readonly Counter _blocks;
    private readonly Counter _transactions;
    private readonly Counter _gas;
    private readonly Counter _reorganised;
    private readonly Counter _pooled;
    private readonly Histogram _blockTransactions;

    /// <summary>Registers the figures in <paramref name="registry"/>.</summary>
    public ChainMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        _head = make.CreateGauge("cos_head_height", "Height of the canonical chain's tip.");
        _final = make.CreateGauge("cos_final_height", "Height of the newest final block.");
        _blocks = make.CreateCounter("cos_blocks_total", "Blocks that joined the canonical chain.");
        _transactions = make.CreateCounter("cos_transactions_total", "Transactions in blocks that joined the canonical chain.");
        _gas = make.CreateCounter("cos_gas_used_total", "Gas used by blocks that joined the canonical chain.");
        _reorganised = make.CreateCounter("cos_blocks_removed_total", "Blocks that left the canonical chain.");
        _pooled = make.CreateCounter("cos_pool_admitted_total", "Transactions the pool took.");
        _blockTransactions = make.CreateHistogram("cos_block_transactions", "Transactions of a block.", new HistogramConfiguration { Buckets = Histogram.PowersOfTenDividedBuckets(0, 4, 4) });
    }

    /// <inheritdoc />
    public void OnHeadChanged(HeadChange change)
    {
        _head.Set(change.Head.Number);
        _final.Set(change.Head.Final.Number);
        _reorganised.Inc(change.Removed.Length);
        foreach (var block in change.Added)
        {
            _blocks.Inc();
            _transactions.Inc(block.Receipts.Length);
            _gas.Inc(block.Header.GasUsed);
            _blockTransactions.Observe(block.Receipts.Length);
        }
    }

    /// <inheritdoc />
    public void OnFinalised(Certificate certificate, HeadSnapshot head) => _final.Set(certificate.BlockNumber);

    /// <inheritdoc />
    public void OnPendingTransaction(RecoveredTransaction transaction) => _pooled.Inc();
}
