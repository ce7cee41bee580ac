using System.Diagnostics;
using Cos.Chain.Queries;
using Prometheus;

namespace Cos.Node.Diagnostics;

/// <summary>Figures that are read when Prometheus asks: the process's memory and processor, the pool's fill, the head's age.</summary>
public static class ProcessMetrics
{
    /// <summary>Registers the figures in <paramref name="registry"/>.</summary>
    public static void Register(CollectorRegistry registry, ChainQueries chain, TimeProvider time)
    {
        var make = Metrics.WithCustomRegistry(registry);
        var memory = make.CreateGauge("process_resident_memory_bytes", "Resident memory.");
        var processor = make.CreateCounter("process_cpu_seconds_total", "Processor time, user and system.");
        var managed = make.CreateGauge("dotnet_gc_heap_bytes", "Managed heap.");
        var threads = make.CreateGauge("dotnet_threadpool_threads", "Threads of the pool.");
        var pending = make.CreateGauge("cos_pool_pending", "Transactions that the next blocks may take.");
        var queued = make.CreateGauge("cos_pool_queued", "Transactions that wait for an earlier nonce.");
        var age = make.CreateGauge("cos_head_age_seconds", "Seconds since the head's timestamp.");
        registry.AddBeforeCollectCallback(() =>
        {
            using var process = Process.GetCurrentProcess();
            memory.Set(process.WorkingSet64);
            processor.IncTo(process.TotalProcessorTime.TotalSeconds);
            managed.Set(GC.GetTotalMemory(false));
            threads.Set(ThreadPool.ThreadCount);
            var counts = chain.PoolCounts;
            pending.Set(counts.Pending);
            queued.Set(counts.Queued);
            age.Set(time.GetUtcNow().ToUnixTimeSeconds() - (double)chain.Head.Header.Timestamp);
        });
    }
}
