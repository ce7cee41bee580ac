using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cos.EndToEnd.Tests.Processes;

/// <summary>Foundry's anvil on a free port, for comparison: the same chain id, rules, accounts and genesis time as a node, mining when told to.</summary>
internal sealed class AnvilProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private AnvilProcess(Process process, Uri rpc)
    {
        _process = process;
        Rpc = rpc;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>JSON-RPC over HTTP.</summary>
    public Uri Rpc { get; }

    /// <summary>Starts one beside a node, whose genesis time it takes, and returns when it answers.</summary>
    public static async Task<AnvilProcess> StartBesideAsync(NodeProcess node, string clients)
    {
        var genesis = await node.Caller.BlockAsync("earliest") ?? throw new InvalidOperationException("The node has no genesis block.");
        var program = Path.Combine(clients, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        var port = FreePort();
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--port", $"{port}", "--chain-id", "3077", "--hardfork", "osaka", "--gas-limit", "200000000",
            "--block-base-fee-per-gas", "10000000000", "--disable-min-priority-fee", "--enable-tx-gas-limit", "--accounts", "10", "--balance", "1000000",
            "--timestamp", JsonRpcCaller.Quantity(genesis.GetProperty("timestamp")).ToString(CultureInfo.InvariantCulture), "--no-mining", "--order", "fifo"])
        {
            start.ArgumentList.Add(argument);
        }
        var anvil = new AnvilProcess(Process.Start(start) ?? throw new InvalidOperationException("anvil does not start."), new($"http://127.0.0.1:{port}"));
        try
        {
            using var caller = new JsonRpcCaller(anvil.Rpc);
            await Eventually.HoldsAsync("anvil answers", ReadyLimit, () => anvil.AnswersAsync(caller));
            return anvil;
        }
        catch
        {
            await anvil.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(JsonRpcCaller caller)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"anvil ended with exit code {_process.ExitCode}:\n{_log}");
        }
        try
        {
            return await caller.QuantityAsync("eth_blockNumber") == 0;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            if (line is not null)
            {
                _log.AppendLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
