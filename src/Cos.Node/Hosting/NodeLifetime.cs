using System.Runtime.InteropServices;
using Cos.Crypto.Curves;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Signatures;
using Cos.Node.Configuration;
using Cos.Node.Diagnostics;
using Cos.Primitives;
using Cos.Storage.Rocks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Prometheus;
using Serilog.Extensions.Logging;

namespace Cos.Node.Hosting;

/// <summary>Starts a node, keeps it until it is told to stop or its chain breaks, and stops it in order: edges first, then the chain, then the disk.</summary>
public static class NodeLifetime
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs a node; returns the exit code: 0 when told to stop, 1 when it broke.</summary>
    public static async Task<int> RunAsync(NodePlan plan)
    {
        await using var log = NodeLog.Create(plan.Settings);
        using var logs = new SerilogLoggerFactory(log);
        var logger = logs.CreateLogger("node");
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            using var node = new Composition(plan, TimeProvider.System, logs, stop.Token);
            logger.LogInformation(
                "{Version} · secp256k1: {Secp256k1} · modexp: {ModExp} · pairing curves: {Curves}",
                VersionText.Client,
                Secp256k1.BackendDescription,
                ModExp.BackendDescription,
                Bls12381Arithmetic.BackendDescription);
            if (Secp256k1.Backend == Secp256k1Backend.Managed)
            {
                logger.LogWarning("libsecp256k1 is not installed, so signatures are recovered five times slower; install libsecp256k1-1");
            }

            return await RunAsync(plan, node, logs, logger, stop.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is StorageException or InvalidDataException)
        {
            logger.LogError("{Reason}", refused.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            logger.LogInformation("stopped before the node ran");
            return 0;
        }
        catch (InvariantBrokenException broken)
        {
            logger.LogCritical(broken, "broken invariant: {Reason}; nothing doubtful was committed", broken.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(NodePlan plan, Composition node, ILoggerFactory logs, ILogger logger, CancellationToken stop)
    {
        using var edges = new CancellationTokenSource();
        using var meters = MeterAdapter.StartListening(new MeterAdapterOptions { Registry = node.Registry, InstrumentFilterPredicate = instrument => instrument.Meter.Name == "cos.rpc" });
        var settings = plan.Settings;
        await using var rpc = await HttpListener.StartAsync(
            settings.Text(Settings.RpcHost), settings.Int(Settings.RpcPort), Settings.RpcPort, logs, limits => LimitRpc(limits, settings), app => node.Rpc.Use(app)).ConfigureAwait(false);
        await using var diagnostics = await HttpListener.StartAsync(
            settings.Text(Settings.MetricsHost), settings.Int(Settings.MetricsPort), Settings.MetricsPort, logs, static _ => { }, app => app.Run(node.Diagnostics.HandleAsync)).ConfigureAwait(false);

        var events = node.Rpc.RunAsync(edges.Token);
        node.Loop.Start();
        var indexing = node.Indexer?.RunAsync(edges.Token) ?? Task.CompletedTask;
        var slots = node.Clock.RunAsync(node.Ledger.Inbox.Tick, edges.Token);
        Console.WriteLine(StartBanner.Text(plan.Spec, HttpListener.UrlOf(rpc), HttpListener.UrlOf(diagnostics), plan.Folder, plan.SeatKeys.Length, plan.Accounts));

        await Task.WhenAny(node.Loop.Completion, Task.Delay(Timeout.Infinite, stop)).ConfigureAwait(false);
        if (!node.Loop.Completion.IsCompleted)
        {
            logger.LogInformation("stopping at height {Height}", node.Ledger.Queries.Head.Number);
        }

        await edges.CancelAsync().ConfigureAwait(false);
        await StopAsync(rpc).ConfigureAwait(false);
        await StopAsync(diagnostics).ConfigureAwait(false);
        await slots.ConfigureAwait(false);
        await indexing.ConfigureAwait(false);
        await events.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        node.Ledger.Inbox.Close();
        await node.Loop.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (node.Loop.Completion.Exception?.InnerException is { } broken)
        {
            logger.LogCritical(broken, "the chain stopped, nothing doubtful was committed: {Reason}", broken.Message);
            return 1;
        }

        logger.LogInformation("stopped; everything final is on disk");
        return 0;
    }

    private static void LimitRpc(KestrelServerLimits limits, SettingValues settings)
    {
        limits.MaxConcurrentConnections = settings.Int(Settings.RpcSockets) + 1024;
        limits.MaxConcurrentUpgradedConnections = settings.Int(Settings.RpcSockets);
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MaxRequestBodySize = 32 << 20; // the endpoint itself refuses earlier, with words
    }

    private static async Task StopAsync(WebApplication app)
    {
        using var limit = new CancellationTokenSource(StopLimit);
        await app.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
