using Cos.Chain;
using Cos.Chain.Pool;
using Cos.Chain.Queries;
using Cos.Node.Configuration;
using Cos.Node.Diagnostics;
using Cos.Node.Hosting;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;
using Cos.Storage.States;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace Cos.Node;

/// <summary>Everything a node is made of, made in the order in which one thing needs another. Dispose it when its chain loop has ended.</summary>
public sealed class Composition : IDisposable
{
    /// <summary>Makes a node; nothing runs yet.</summary>
    /// <exception cref="StorageException">The database does not open, or the state in it is damaged.</exception>
    /// <exception cref="OperationCanceledException">The node is to stop before it was made.</exception>
    public Composition(NodePlan plan, TimeProvider time, ILoggerFactory logs, CancellationToken stop)
    {
        var settings = plan.Settings;
        var cacheBytes = settings.Number(Settings.StateCache) << 20;
        Clock = new SlotClock(time, plan.Spec.Dpos);

        // Half of the memory for cached state is RocksDB's blocks, half the newest state's entries above it.
        Database = RocksDatabase.Open(plan.Database, cacheBytes / 2);
        if (settings.Switch(Settings.StateVerify))
        {
            StateVerification.Require(Database, plan.Spec, time, logs.CreateLogger("state"), stop);
        }

        var blocks = new RocksBlockStore(Database);
        var addresses = settings.Switch(Settings.AddressIndex) ? new AddressIndex(Database, blocks) : null;
        Indexer = addresses is null ? null : new AddressIndexer(new AddressIndexing(Database, blocks, addresses), time, logs.CreateLogger("addresses"));
        var states = new RocksStateStore(Database, cacheBytes / 2, settings.Number(Settings.StateHistory));

        var compile = settings.Text(Settings.Compile);
        Compilation = compile == "off" ? null : new BackgroundCompilation(time, logs.CreateLogger("compiler"));
        Registry = Metrics.NewCustomRegistry();
        Events = new ChainEvents();
        var ledger = Ledger.Open(new LedgerParts
        {
            Spec = plan.Spec,
            Blocks = blocks,
            States = states,
            Addresses = addresses,
            Journal = new RocksSigningJournal(Database),
            PoolStore = new RocksPoolStore(Database),
            Seats = plan.SeatKeys,
            Pool = new PoolLimits { TransactionsMax = settings.Int(Settings.PoolTransactions), SenderTransactionsMax = settings.Int(Settings.PoolPerSender) },
            Listeners = [new ChainMetrics(Registry), new HeadLog(logs.CreateLogger("chain")), Events, .. Indexer is null ? (IChainListener[])[] : [Indexer]],
            Clock = () => Clock.Now,
            Compilation = compile == "all" ? Compilation : null,
            FlushesInBackground = true,
        });
        Ledger = ledger;
        Loop = new ChainLoop(ledger, () => Clock.Now);

        Rpc = new JsonRpcEndpoint(ledger.Queries, ledger.Inbox, Events, LimitsOf(settings), Compilation, time, logs.CreateLogger("rpc"));
        ProcessMetrics.Register(Registry, ledger.Queries, time);
        Diagnostics = new DiagnosticsEndpoint(
            Registry,
            () => HealthReport.Of(ledger.Queries, time, plan.SeatKeys.Length > 0, HealthReport.AgeSecondsMax(plan.Spec.Dpos), Loop.Completion.Exception?.InnerException?.Message));
    }

    /// <summary>The chain's database.</summary>
    public RocksDatabase Database { get; }

    /// <summary>The clock that starts slots.</summary>
    public SlotClock Clock { get; }

    /// <summary>The chain.</summary>
    public Ledger Ledger { get; }

    /// <summary>The thread that owns the chain.</summary>
    public ChainLoop Loop { get; }

    /// <summary>Builds the index of accounts; null where none is kept.</summary>
    public AddressIndexer? Indexer { get; }

    /// <summary>The chain's events on their way to subscribers.</summary>
    public ChainEvents Events { get; }

    /// <summary>The compiler of contracts that run much; null where it is off.</summary>
    public BackgroundCompilation? Compilation { get; }

    /// <summary>JSON-RPC.</summary>
    public JsonRpcEndpoint Rpc { get; }

    /// <summary>Figures for Prometheus.</summary>
    public CollectorRegistry Registry { get; }

    /// <summary>Metrics and health.</summary>
    public DiagnosticsEndpoint Diagnostics { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Rpc.Dispose();
        Compilation?.Dispose();
        Indexer?.Dispose();
        Database.Dispose();
    }

    private static RpcLimits LimitsOf(SettingValues settings) => new()
    {
        AllowedHosts = [.. settings.List(Settings.RpcHosts)],
        AllowedOrigins = [.. settings.List(Settings.RpcOrigins)],
        SocketsMax = settings.Int(Settings.RpcSockets),
        CallGasMax = settings.Number(Settings.RpcGasCap),
        LogBlocksMax = settings.Number(Settings.RpcLogBlocks),
    };
}
